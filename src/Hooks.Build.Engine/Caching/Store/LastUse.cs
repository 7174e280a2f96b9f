namespace Hooks.Build.Engine.Caching.Store;

/// <summary>When a file of the store was last used: its time of writing, which every file system keeps, unlike that of reading.</summary>
internal static class LastUse
{
    private static readonly TimeSpan Exactness = TimeSpan.FromDays(1);

    /// <summary>Says that a file is in use. Costs a look at it, and a write at most once a day.</summary>
    public static void Renew(string path, DateTime now)
    {
        try
        {
            // A time to come is as wrong as an old one: a clock went backwards.
            if ((now - File.GetLastWriteTimeUtc(path)).Duration() > Exactness)
            {
                File.SetLastWriteTimeUtc(path, now);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It may be forgotten sooner.
        }
    }
}
