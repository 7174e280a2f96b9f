namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Logs as tests compare them.</summary>
internal static class LogText
{
    /// <summary>All but the last line, in which the engine says how the hook ended.</summary>
    public static string Body(string path)
    {
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf('\n', text.Length - 2) + 1;
        text[end..].ShouldStartWith("# ");
        return text[..end];
    }
}
