namespace Hooks.Build.Runner.Output;

/// <summary>For GitHub's runners: commands that put findings on the lines of a pull request.</summary>
internal sealed class GitHubOutput(Terminal terminal, string root) : AnnotationOutput(terminal, root)
{
    protected override IEnumerable<string> Commands(Annotation annotation) =>
        [Command(annotation, annotation.Code.Length == 0 ? annotation.Hook : $"{annotation.Hook} {annotation.Code}")];

    protected override IEnumerable<string> Headlines(Annotation annotation) => [Command(annotation, annotation.Code)];

    // The runner takes a command of either form: "::" at the start of a line, behind spaces too, and "##[" anywhere (actions/runner, ActionCommand.cs).
    protected override string WithoutCommands(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        var text = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? $"{line[..start]}: :{line[(start + 2)..]}" : line;
        return text.Replace("##[", "# #[", StringComparison.Ordinal);
    }

    /// <summary>A message as a command takes it.</summary>
    internal static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>A property's value as a command takes it.</summary>
    internal static string Value(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Command(Annotation annotation, string title)
    {
        var level = annotation.Level switch
        {
            AnnotationLevel.Error => "error",
            AnnotationLevel.Warning => "warning",
            _ => "notice",
        };
        List<string> properties = [];
        if (annotation.File.Length > 0)
        {
            properties.Add("file=" + Value(annotation.File));
            Add("line", annotation.Line);
            Add("endLine", annotation.EndLine);
            Add("col", annotation.Column);
            Add("endColumn", annotation.EndColumn);
        }

        properties.Add("title=" + Value(title));
        return $"::{level} {string.Join(',', properties)}::{Data(annotation.Message)}";

        void Add(string name, int number)
        {
            if (number > 0)
            {
                properties.Add($"{name}={number}");
            }
        }
    }
}
