using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.History;

/// <summary>Puts a full log aside: <c>runs.jsonl</c> becomes <c>runs.1.jsonl</c>, that <c>runs.2.jsonl</c>, and the oldest goes.</summary>
internal static class LogRotation
{
    /// <summary>
    /// Rotates, unless another process does so or has just done it. Where it cannot be done the log grows on. A process that has the file open still
    /// appends to it under its new name.
    /// </summary>
    public static void Rotate(string folder, string log)
    {
        try
        {
            // Held while it is looked at and renamed: of two processes that find it full the second would put aside the new file.
            var place = Path.Combine(folder, log + ".lock");
            using var turn = KeptFile.CanBe(place) ? OwnFolder.Open(place, FileShare.None) : null;
            if (turn is null || new FileInfo(RunLogFormat.PathOf(folder, log)) is not { Exists: true, Length: > RunLogFormat.MostBytes / 2 })
            {
                return;
            }

            for (var age = RunLogFormat.OldFiles; age > 0; age--)
            {
                if (File.Exists(RunLogFormat.PathOf(folder, log, age - 1)))
                {
                    _ = FileRename.TryReplace(RunLogFormat.PathOf(folder, log, age - 1), RunLogFormat.PathOf(folder, log, age));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's turn, or a folder that lets nobody rename.
        }
    }
}
