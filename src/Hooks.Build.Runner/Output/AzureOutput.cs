namespace Hooks.Build.Runner.Output;

/// <summary>For Azure Pipelines: commands that list findings as issues of the step.</summary>
internal sealed class AzureOutput(Terminal terminal, string root) : AnnotationOutput(terminal, root)
{
    // An issue is an error or a warning; what is neither stands in the text.
    protected override IEnumerable<string> Commands(Annotation annotation)
    {
        if (annotation.Level == AnnotationLevel.Note)
        {
            return [];
        }

        List<string> properties = ["type=" + (annotation.Level == AnnotationLevel.Error ? "error" : "warning")];
        if (annotation.File.Length > 0)
        {
            properties.Add("sourcepath=" + Value(annotation.File));
            Add("linenumber", annotation.Line);
            Add("columnnumber", annotation.Column);
        }

        var code = annotation.Code.Length == 0 ? annotation.Hook : annotation.Code;
        if (code.Length > 0)
        {
            properties.Add("code=" + Value(code));
        }

        return [$"##vso[task.logissue {string.Join(';', properties)};]{Data(annotation.Message)}"];

        void Add(string name, int number)
        {
            if (number > 0)
            {
                properties.Add($"{name}={number}");
            }
        }
    }

    // The agent takes a command anywhere in a line, in any case (azure-pipelines-agent, Command.cs).
    protected override string WithoutCommands(string line) =>
        line.Replace("##vso[", "# #vso[", StringComparison.OrdinalIgnoreCase).Replace("##[", "# #[", StringComparison.Ordinal);

    /// <summary>A message as a command takes it.</summary>
    internal static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>A property's value as a command takes it.</summary>
    internal static string Value(string text) => Data(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
}
