using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Building;

/// <summary>Finds <c>dotnet</c>, also where a graphical client starts git without the user's PATH.</summary>
internal static class DotnetProgram
{
    /// <summary>Finds the program: the one that built last, then PATH, then where installers put it.</summary>
    public static string? Find(string? last, IReadOnlyDictionary<string, string> environment)
    {
        if (!string.IsNullOrEmpty(last) && ToolPath.IsProgram(last))
        {
            return last;
        }

        // What PATH has without a root starts where nobody else can put a program.
        if (ToolPath.TryFind("dotnet", AppContext.BaseDirectory, environment, out var path, out _))
        {
            return path;
        }

        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var home = environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME", "");
        string[] folders =
        [
            environment.GetValueOrDefault("DOTNET_ROOT", ""),
            home.Length == 0 ? "" : Path.Combine(home, ".dotnet"),
            "/usr/local/share/dotnet",
            "/usr/share/dotnet",
            "/usr/lib/dotnet",
            "/opt/homebrew/bin",
            Path.Combine(environment.GetValueOrDefault("ProgramFiles", ""), "dotnet"),
        ];
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(ToolPath.IsProgram);
    }
}
