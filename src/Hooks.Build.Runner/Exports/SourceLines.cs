using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Exports;

/// <summary>The text of lines at which something was found.</summary>
internal static class SourceLines
{
    private static readonly string[] Ends = ["\r\n", "\n", "\r"];

    /// <summary>Reads them, each file once. A line is missing where its file cannot be read, or has no such line.</summary>
    public static Dictionary<(string File, int Line), string> Read(IEnumerable<(string File, int Line)> places)
    {
        Dictionary<(string File, int Line), string> found = [];
        foreach (var file in places.Where(place => place.File.Length > 0 && place.Line > 0)
            .GroupBy(place => place.File, place => place.Line, StringComparer.Ordinal))
        {
            var wanted = file.ToHashSet();
            var line = 0;
            foreach (var text in Lines(file.Key))
            {
                if (wanted.Contains(++line))
                {
                    found[(file.Key, line)] = text;
                }
            }
        }

        return found;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return PlainFile.Read(file) is { } bytes ? Encoding.UTF8.GetString(bytes).Split(Ends, StringSplitOptions.None) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}
