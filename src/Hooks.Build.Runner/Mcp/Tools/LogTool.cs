using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>log</c>: a part of a hook's log, from its end. Which file that is follows from the plan: no path is taken from a client.</summary>
internal static class LogTool
{
    private const int DefaultLines = 40;

    // As many bytes as may be characters that all stay.
    private const int MostBytes = AgentText.Most - 500;

    /// <summary>Writes the part that is asked for.</summary>
    /// <exception cref="HooksException">There is no such hook, or it has no log.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments)
    {
        var name = arguments.Text("hook");
        var hooks = ToolNames.Select(built.Plan, [name]);
        if (hooks.Count > 1)
        {
            throw new HooksException(Codes.UnknownName, $"'{name}' is a matrix, whose items have a log each: name one, such as '{hooks[0].Name}'");
        }

        var folder = hooks[0].Project?.LogDirectory ?? built.Projects.States[0].LogDirectory;
        using var file = Open(Path.Combine(folder, FileName.Of(hooks[0].LogName) + ".log"));
        if (file is null)
        {
            throw new HooksException(
                "",
                $"'{hooks[0].Name}' has no log: it has not run here yet, or its result was remembered and dotnet clean has deleted what it printed. Call run");
        }

        var end = EndOf(arguments, file.Length);
        var (text, start) = Read(file, end, arguments.Number("lines", DefaultLines));
        json.WriteString("hook", hooks[0].Name);
        json.WriteString("written", File.GetLastWriteTimeUtc(file.Name).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("bytes", file.Length);
        json.WriteString("text", text);
        if (start > 0)
        {
            json.WriteString("next", start.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return KeptFile.OpenStream(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.LogFolder, $"The log {path} cannot be read: {e.Message}");
        }
    }

    // Lines are read backwards: a page ends where the one before began.
    private static long EndOf(ToolArguments arguments, long length)
    {
        var text = arguments.Text("cursor");
        return text.Length == 0 ? length
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= length ? at
            : throw new HooksException(
                "", $"cursor is '{text}', which no call has returned as next, or the hook has run since: leave it out for the end of the log");
    }

    private static (string Text, long Start) Read(FileStream file, long end, int lines)
    {
        var bytes = new byte[Math.Min(end, MostBytes)];
        file.Position = end - bytes.Length;
        var part = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        var first = part.Length;
        for (var left = lines; left > 0 && first > 0; left--)
        {
            first = part[..(first - 1)].LastIndexOf((byte)'\n') + 1;
        }

        // Of a line that is longer than a page its end is shown.
        var isCut = first == 0 && end > part.Length;
        if (isCut && part.Length > 0 && part[..^1].IndexOf((byte)'\n') is >= 0 and var whole)
        {
            (first, isCut) = (whole + 1, false);
        }

        return ((isCut ? "... " : "") + Encoding.UTF8.GetString(part[first..]), end - part.Length + first);
    }
}
