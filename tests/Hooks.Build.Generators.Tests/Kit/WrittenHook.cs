using System.Globalization;
using System.Text.RegularExpressions;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>A hook as the plan's text has it.</summary>
internal sealed record WrittenHook(int Index, string Name, ILookup<string, string?> Values)
{
    public string Kind => Values["Kind"].Single()!;

    public string Type => Values["Type"].Single()!;

    public bool TakesContext => Values.Contains("TakesContext");

    public string?[] Command => [.. Values["Command"]];

    public string? Description => Values["Description"].SingleOrDefault();

    public string? Hash => Values["Hash"].SingleOrDefault();

    public int Wave => Number("Wave");

    public int Rank => Number("Rank");

    /// <summary>The entries of a plan that begin with a line of this name.</summary>
    public static IEnumerable<WrittenHook> Parse(string plan, string entry = "Hook")
    {
        var entries = Regex.Split(plan, $"^(?={entry}=)", RegexOptions.Multiline, TimeSpan.FromSeconds(10)).Skip(1);
        return entries.Select((text, index) =>
        {
            var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Split('=', 2)).ToList();
            return new WrittenHook(
                index, Unescape(lines[0][1]), lines.ToLookup(line => line[0], line => line.Length < 2 ? null : Unescape(line[1]), StringComparer.Ordinal));
        });
    }

    private int Number(string name) => int.Parse(Values[name].SingleOrDefault() ?? "0", CultureInfo.InvariantCulture);

    private static string Unescape(string text) => Regex.Replace(
        text,
        @"\\(\\|u([0-9A-F]{4}))",
        match => match.Groups[2].Success ? ((char)int.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString() : "\\",
        RegexOptions.None,
        TimeSpan.FromSeconds(10));
}
