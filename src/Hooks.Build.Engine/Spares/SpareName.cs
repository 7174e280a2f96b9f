using System.Globalization;

namespace Hooks.Build.Engine.Spares;

/// <summary>
/// What the path of a spare's socket ends with: its process by number and by the moment at which it began, as a number alone may be another's by now. One
/// source, compiled into engine and workers.
/// </summary>
internal static class SpareName
{
    /// <summary>The end for a process, such as <c>123-456789</c>; empty where there is no such process.</summary>
    public static string Of(int process)
    {
        try
        {
            // The 22nd field, counted from behind the name, which may hold anything.
            const int Began = 19;
            var fields = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"))
                .Split(')')[^1]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return string.Create(CultureInfo.InvariantCulture, $"{process}-{fields[Began]}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return "";
        }
    }
}
