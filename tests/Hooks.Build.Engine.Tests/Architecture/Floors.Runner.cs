namespace Hooks.Build.Engine.Tests.Architecture;

internal static partial class Floors
{
    /// <summary>The program <c>hooks</c>.</summary>
    public static Project Runner { get; } = new(
        "Hooks.Build.Runner",
        [
            new("Hosting"),
            new("Output"),
            new("Watching"),

            new("Events", "Output"),
            new("Exports", "Hosting", "Output"),
            new("Projects", "Hosting", "Output"),
            new("Telemetry", "Hosting", "Output"),
            new("Trials", "Hosting"),

            new("Building", "Hosting", "Output", "Projects"),
            new("Running", "Events", "Hosting", "Output", "Telemetry"),

            new("Plans", "Building", "Hosting", "Output", "Projects", "Running"),

            new("Agents", "Building", "Hosting", "Output", "Plans", "Projects", "Running", "Trials"),
            new("GitHooks", "Building", "Hosting", "Output", "Plans", "Projects", "Running", "Trials"),

            new("LogReports", "Agents", "Exports", "Output", "Plans"),
            new("Mcp", "Agents", "Hosting", "Output"),

            new("Machine", "Exports", "LogReports", "Output", "Projects"),
            new("Mcp.Tools", "Agents", "Building", "Hosting", "LogReports", "Mcp", "Output", "Plans", "Projects", "Running"),
            new("Serving", "Events", "LogReports", "Output", "Plans"),

            new(
                "Commands",
                "Agents", "Building", "Events", "Exports", "GitHooks", "Hosting", "LogReports", "Machine", "Mcp", "Output", "Plans", "Projects", "Running",
                "Serving", "Trials", "Watching"),
            new("Doors", "Agents", "Hosting", "LogReports", "Machine", "Mcp.Tools", "Output", "Plans", "Projects", "Running"),

            new(".", "Agents", "Commands", "Doors", "GitHooks", "Hosting", "Output"),
        ]);
}
