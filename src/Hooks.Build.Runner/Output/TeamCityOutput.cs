using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Runner.Output;

/// <summary>For TeamCity: service messages that list findings as inspections, and failed hooks as problems of the build.</summary>
internal sealed class TeamCityOutput(Terminal terminal, string root) : AnnotationOutput(terminal, root)
{
    // What the server takes of an attribute, and of an id.
    private const int LongestText = 4000;
    private const int LongestId = 255;
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    protected override IEnumerable<string> Commands(Annotation annotation)
    {
        if (annotation.File.Length == 0)
        {
            yield return Message(annotation);
            yield break;
        }

        var type = annotation.Code.Length == 0 ? annotation.Hook : annotation.Code;
        if (_types.Add(type))
        {
            yield return $"##teamcity[inspectionType id='{Value(type, LongestId)}' name='{Value(type, LongestId)}' description='{Value($"found by the hook {annotation.Hook}")}' category='hooks']";
        }

        var severity = annotation.Level switch
        {
            AnnotationLevel.Error => "ERROR",
            AnnotationLevel.Warning => "WARNING",
            _ => "INFO",
        };
        var line = annotation.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $" line='{annotation.Line}'") : "";
        yield return $"##teamcity[inspection typeId='{Value(type, LongestId)}' message='{Value(annotation.Message)}' file='{Value(annotation.File)}'{line} SEVERITY='{severity}']";
    }

    // A problem of the build is the same as that of the last one if it has the same identity, of at most 60 characters.
    protected override IEnumerable<string> Headlines(Annotation annotation) => annotation.Level == AnnotationLevel.Error
        ? [$"##teamcity[buildProblem description='{Value($"{annotation.Code}: {annotation.Message}")}' identity='hooks_{Sha256.Hex(Encoding.UTF8.GetBytes($"{annotation.Hook}\n{annotation.Code}"))[..32]}']"]
        : [Message(annotation)];

    protected override string WithoutCommands(string line) => line.Replace("##teamcity[", "# #teamcity[", StringComparison.OrdinalIgnoreCase);

    /// <summary>A value as a message takes it: what is not ASCII by its number, whatever the agent takes the step's encoding for.</summary>
    internal static string Value(string text, int longest = LongestText)
    {
        StringBuilder value = new(text.Length);
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, longest)))
        {
            _ = character switch
            {
                '|' or '\'' or '[' or ']' => value.Append('|').Append(character),
                '\n' => value.Append("|n"),
                '\r' => value.Append("|r"),
                < ' ' or > '~' => value.Append(CultureInfo.InvariantCulture, $"|0x{(int)character:X4}"),
                _ => value.Append(character),
            };
        }

        return value.ToString();
    }

    private static string Message(Annotation annotation)
    {
        var code = annotation.Code.Length == 0 ? annotation.Hook : annotation.Code;
        return $"##teamcity[message text='{Value($"{code}: {annotation.Message}")}' status='{(annotation.Level == AnnotationLevel.Note ? "NORMAL" : "WARNING")}']";
    }
}
