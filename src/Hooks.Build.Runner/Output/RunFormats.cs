namespace Hooks.Build.Runner.Output;

/// <summary>The names of the ways in which a run is written.</summary>
internal static class RunFormats
{
    public const string Text = "text";
    public const string Json = "json";
    public const string JsonLines = "jsonl";
    public const string GitHub = "github";
    public const string Azure = "azure";
    public const string TeamCity = "teamcity";
    public const string Sarif = "sarif";
    public const string GitLab = "gitlab";
    public const string JUnit = "junit";
    public const string Trace = "trace";

    /// <summary>All of them.</summary>
    public static string[] All { get; } = [Text, Json, JsonLines, GitHub, Azure, TeamCity, Sarif, GitLab, JUnit, Trace];
}
