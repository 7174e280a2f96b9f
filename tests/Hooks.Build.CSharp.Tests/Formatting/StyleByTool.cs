using System.Diagnostics;

namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>The real <c>dotnet format style</c> over a folder.</summary>
internal static class StyleByTool
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";

    /// <summary>Formats what lies in a folder of sources, as one project.</summary>
    public static async Task FormatAsync(SourceFolder folder, string project = "P.csproj")
    {
        folder.Write(project, Project);
        await RunAsync(folder.Root, "restore", project);
        await RunAsync(folder.Root, "format", "style", project, "--no-restore", "--diagnostics", "IDE0073", "--severity", "warn");
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        // What it finds is found by analyzers.
        _ = start.Environment.Remove(TestRun.Analyzers);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
    }
}
