using System.Text;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Building;

/// <summary>Builds the project that declares the hooks.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds; where that fails the compiler's words are shown.</summary>
    public static bool Run(string project, string? dotnet, Terminal terminal, CancellationToken cancellation)
    {
        if (!File.Exists(project))
        {
            terminal.WriteLine($"hooks: {project} does not exist, so there is nothing to build the hooks from");
            return false;
        }

        var environment = Environment();
        if (DotnetProgram.Find(dotnet, environment) is not { } program)
        {
            terminal.WriteLine("hooks: the project must be built and dotnet was not found: put it on PATH, or set DOTNET_ROOT");
            return false;
        }

        // 'dotnet build' would say each error twice, the second time in a summary.
        // Nodes and compiler servers would outlive the build, and die with its process group.
        string[] arguments = ["msbuild", project, "-restore", "-nologo", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:_HooksOnlyPlan=true"];
        StringBuilder output = new();
        var decoder = Encoding.UTF8.GetDecoder();
        try
        {
            var child = SystemLauncher.Create().Start(new ProcessStart(program, arguments, Path.GetDirectoryName(project)!, environment, Receive));
            var exit = child.WaitAsync(TimeProvider.System, cancellation).GetAwaiter().GetResult();
            if (exit.ExitCode != 0 && !cancellation.IsCancellationRequested)
            {
                terminal.WriteLine(PlainText.Of(output.ToString()).Trim('\n', '\r'));
                terminal.WriteLine($"hooks: {Path.GetFileName(project)} does not build, so its hooks cannot run");
            }

            return exit.ExitCode == 0 && !cancellation.IsCancellationRequested;
        }
        catch (ProcessStartException e)
        {
            terminal.WriteLine("hooks: " + e.Message);
            return false;
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
