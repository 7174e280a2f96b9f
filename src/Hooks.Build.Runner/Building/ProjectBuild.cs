using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Building;

/// <summary>Builds the projects that declare the hooks.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds, several at once; where that fails the compiler's words are shown.</summary>
    /// <returns>Whether all of them were built.</returns>
    public static bool Run(IReadOnlyList<ProjectPlace> places, string? dotnet, Terminal terminal, CancellationToken cancellation)
    {
        var there = places.ToLookup(place => File.Exists(place.Project));
        foreach (var place in there[false])
        {
            terminal.WriteLine($"hooks: {place.Project} does not exist, so there is nothing to build the hooks from");
        }

        var environment = Environment();
        if (DotnetProgram.Find(dotnet, environment) is not { } program)
        {
            terminal.WriteLine("hooks: the project must be built and dotnet was not found: put it on PATH, or set DOTNET_ROOT");
            return false;
        }

        // Which SDK builds is said by the nearest global.json.
        var isBuilt = !there[false].Any();
        foreach (var group in there[true].GroupBy(place => SdkFolder(place.Project), StringComparer.Ordinal).Select(group => group.ToList()))
        {
            isBuilt &= group is [var only]
                ? Run(program, only, ["-restore"], terminal, environment, cancellation)
                : RunTogether(program, group, terminal, environment, cancellation);
        }

        return isBuilt;
    }

    private static bool RunTogether(
        string program, List<ProjectPlace> places, Terminal terminal, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        try
        {
            using JointProject joint = new(places);
            return Run(
                program,
                new ProjectPlace(joint.File, ""),
                [string.Create(CultureInfo.InvariantCulture, $"-m:{places.Count}")],
                terminal,
                environment,
                cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.WriteLine($"hooks: the projects cannot be built together: {e.Message}");
            return false;
        }
    }

    private static string SdkFolder(string project)
    {
        var folder = Path.GetDirectoryName(project);
        while (folder is not null && !File.Exists(Path.Combine(folder, "global.json")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? "";
    }

    private static bool Run(
        string program, ProjectPlace place, string[] how, Terminal terminal, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        // 'dotnet build' would say each error twice, the second time in a summary.
        // Nodes and compiler servers would outlive the build, and die with its process group.
        string[] arguments = [
            "msbuild", place.Project, .. how, "-nologo", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:_HooksOnlyPlan=true"];
        StringBuilder output = new();
        var decoder = Encoding.UTF8.GetDecoder();
        var launcher = SystemLauncher.Create();
        try
        {
            var child = launcher.Start(new ProcessStart(program, arguments, Path.GetDirectoryName(place.Project)!, environment, Receive));
            var exit = child.WaitAsync(TimeProvider.System, cancellation).GetAwaiter().GetResult();
            if (exit.ExitCode != 0 && !cancellation.IsCancellationRequested)
            {
                terminal.WriteLine(PlainText.Of(output.ToString()).Trim('\n', '\r'));
                if (how is ["-restore"])
                {
                    terminal.WriteLine(
                        $"hooks: {(place.IsOneOfSeveral ? place.Shown : Path.GetFileName(place.Project))} does not build, so its hooks cannot run");
                }
            }

            return exit.ExitCode == 0 && !cancellation.IsCancellationRequested;
        }
        catch (ProcessStartException e)
        {
            terminal.WriteLine("hooks: " + e.Message);
            return false;
        }
        finally
        {
            (launcher as IDisposable)?.Dispose();
        }

        void Receive(ReadOnlySpan<byte> data)
        {
            Span<char> characters = new char[Encoding.UTF8.GetMaxCharCount(data.Length)];
            _ = output.Append(characters[..decoder.GetChars(data, characters, flush: false)]);
        }
    }

    // What git tells its hooks would lead astray whatever else asks git in the build (versions from tags, source links). A setting of this commit's
    // environment is not the project's, and would keep the state from being written.
    private static Dictionary<string, string> Environment()
    {
        var variables = HookEnvironment.OfThisProcess()
            .Where(variable => !variable.Key.StartsWith(GitVariables.Prefix, StringComparison.Ordinal) && !StateSettings.IsSetting(variable.Key))
            .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal);
        variables["MSBUILDDISABLENODEREUSE"] = "1";
        variables["DOTNET_NOLOGO"] = "1";
        variables["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return variables;
    }
}
