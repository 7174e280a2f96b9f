namespace Hooks.Build.Runner.Output;

/// <summary>What becomes of warnings where a build reads them: by their codes it silences some and takes others for errors.</summary>
/// <param name="Silenced">Codes of those that nobody is shown.</param>
/// <param name="Raised">Codes of those that are errors.</param>
/// <param name="Kept">Codes of those that are warnings in any case.</param>
/// <param name="RaisesAll">Whether all others are errors.</param>
internal sealed record WarningCodes(IReadOnlyCollection<string> Silenced, IReadOnlyCollection<string> Raised, IReadOnlyCollection<string> Kept, bool RaisesAll)
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary>Reads them as properties of MSBuild have them.</summary>
    public static WarningCodes Read(string silenced, string raised, string kept, string raisesAll) =>
        new(Codes(silenced), Codes(raised), Codes(kept), raisesAll.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a warning with a code is to the build.</summary>
    public HookFindingLevel LevelOf(string code) =>
        Has(Silenced, code) ? HookFindingLevel.Info : !Has(Kept, code) && (RaisesAll || Has(Raised, code)) ? HookFindingLevel.Error : HookFindingLevel.Warning;

    private static bool Has(IReadOnlyCollection<string> codes, string code) => codes.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static string[] Codes(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
