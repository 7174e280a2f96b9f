namespace Hooks.Build.Standards;

/// <summary>What holds in every repository.</summary>
public static class CommonHooks
{
    /// <summary>JSON can be parsed.</summary>
    [Hook]
    public const string Json = StandardHooks.CheckJson;

    /// <summary>XML can be parsed.</summary>
    [Hook]
    public const string Xml = StandardHooks.CheckXml;

    /// <summary>No conflict is left in a file.</summary>
    [Hook]
    public const string MergeConflicts = StandardHooks.CheckMergeConflict;
}
