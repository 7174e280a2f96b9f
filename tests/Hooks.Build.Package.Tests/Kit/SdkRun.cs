using System.Collections;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>A finished run of a program: its exit code and what it wrote, without colours.</summary>
internal sealed partial record SdkRun(int ExitCode, string Output)
{
    // Against a hanging machine only: no test is about this time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What has a build look at the hooks with the SDK's own analyzers too, as a user's does.</summary>
    public static (string Name, string Value) Analyzers { get; } = ("EnableNETAnalyzers", "true");

    // What the test run around us, MSBuild, git and hooks leave behind would make a build behave otherwise than in a user's shell.
    [GeneratedRegex("^(MSBUILD|HOOK|GIT_|TESTINGPLATFORM_|VSTEST|DOTNET_HOST_PATH$|DOTNET_STARTUP_HOOKS$|DOTNET_CLI_|DIRECTORY_BUILD|OTEL_|TRACEPARENT$|TRACESTATE$|CI$|TF_BUILD$|GITHUB_ACTIONS$|TEAMCITY_VERSION$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leaks();

    [GeneratedRegex(@"\x1B(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"^\s+at \S.*\(", RegexOptions.Multiline, 10000)]
    private static partial Regex StackTrace();

    [GeneratedRegex(@"\b(?<level>error|warning) (?<code>[A-Z]+\d+)", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Diagnostic();

    /// <summary>The lines that carry an error with a code, each once.</summary>
    public IReadOnlyList<string> Errors => Diagnostics("error");

    /// <summary>The lines that carry a warning with a code, each once.</summary>
    public IReadOnlyList<string> Warnings => Diagnostics("warning");

    /// <summary>The lines in which hooks sum up a run.</summary>
    public IReadOnlyList<string> Summaries => [.. Lines.Where(line => line.Contains(" -> hooks: ") || line.Contains(" → hooks: "))];

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.TrimEntries);

    /// <summary>
    /// Runs <c>dotnet</c> as in a user's shell, in a process that stays where that makes no difference. Whatever happens, its output holds no stack trace.
    /// </summary>
    public static async Task<SdkRun> DotnetAsync(string folder, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables) =>
        SdkHost.Runs(arguments, variables)
            ? WithoutStackTrace(await SdkHost.RunAsync(folder, arguments, EnvironmentWith(variables), Patience))
            : await OwnDotnetAsync(folder, arguments, variables);

    /// <summary>Runs <c>dotnet</c> in a process of its own, which has ended, and let go of its outputs, before it is told of.</summary>
    public static async Task<SdkRun> OwnDotnetAsync(string folder, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables) =>
        WithoutStackTrace(await RunAsync(folder, "dotnet", arguments, variables));

    public static Task<SdkRun> RunAsync(string folder, string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables) =>
        EndAsync(Start(folder, program, arguments, variables));

    public static Process Start(string folder, string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in EnvironmentWith(variables))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process, and disposes of it.</summary>
    public static async Task<SdkRun> EndAsync(Process process)
    {
        using var owned = process;
        using CancellationTokenSource patience = new(Patience);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end:\n{await output}{await error}", e);
        }

        return Finished(process.ExitCode, await output, await error);
    }

    /// <summary>A run that has ended, by what it wrote.</summary>
    public static SdkRun Finished(int exitCode, string output, string error) => new(exitCode, Escapes().Replace(output + error, ""));

    /// <summary>Requires an exit code, and shows the output where it is another.</summary>
    public SdkRun ShouldExitWith(int code)
    {
        ExitCode.ShouldBe(code, Output);
        return this;
    }

    private static SdkRun WithoutStackTrace(SdkRun run)
    {
        StackTrace().IsMatch(run.Output).ShouldBeFalse(run.Output);
        return run;
    }

    // As in the shell of a user who has nothing to do with tests.
    private static Dictionary<string, string> EnvironmentWith(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string)variable.Value!;
        }

        foreach (var name in environment.Keys.Where(name => Leaks().IsMatch(name)).ToList())
        {
            _ = environment.Remove(name);
        }

        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        // Nodes that outlive a build would hold the package's files.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        // A tenth of the processor time of a short build.
        environment["DOTNET_TieredPGO"] = "0";
        // The SDK's own analyzers are most of what compiling a small project costs.
        environment[Analyzers.Name] = "false";
        // The cache of whoever runs the tests is not for these, nor is what is kept of projects.
        environment["XDG_CACHE_HOME"] = Path.Combine(PackedPackage.Workplace, "cache");
        environment["XDG_STATE_HOME"] = Path.Combine(PackedPackage.Workplace, "state");
        foreach (var (name, value) in CompilerServer.Variables.Concat(variables))
        {
            environment[name] = value;
        }

        return environment;
    }

    private List<string> Diagnostics(string level) =>
        [.. Lines.Where(line => Diagnostic().Match(line) is { Success: true } match && match.Groups["level"].Value == level).Distinct(StringComparer.Ordinal)];
}
