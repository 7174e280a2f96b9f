using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Tries what agents would start: the command line that stands in an agent's file, in the agent's folder, with an event as that agent writes it. What comes
/// back has to be, byte by byte, what is written for that agent.
/// </summary>
/// <param name="root">Absolute path of the top of the working tree.</param>
/// <param name="guarded">Projects, from the top of the working tree, that declare <c>NoVerifyGuard</c>.</param>
/// <param name="environment">The variables of this process.</param>
/// <param name="own">The command that starts this program: no other is started but <c>hooks</c> on PATH.</param>
/// <param name="version">The version of this program.</param>
/// <param name="longest">How long an answer is waited for.</param>
/// <param name="cancellation">Ends what runs.</param>
internal sealed class AgentTrial(
    string root,
    IReadOnlyCollection<string> guarded,
    IReadOnlyDictionary<string, string> environment,
    IReadOnlyList<string> own,
    string version,
    TimeSpan longest,
    CancellationToken cancellation)
{
    private static readonly string[] Reasons = ["permissionDecisionReason", "reason", "user_message"];
    private static readonly string[] Notices = ["systemMessage", "additionalContext", "additional_context"];

    private readonly Trial _trial = new(environment, longest, cancellation);
    private (bool IsKnown, string? Other) _shared;

    /// <summary>Tries what is installed for an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <returns>Lines for people, each with whether it says what is wrong.</returns>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    public IEnumerable<(string Line, bool IsProblem)> Of(string agent)
    {
        foreach (var file in AgentConfiguration.FilesOf(agent, root))
        {
            List<string> passed = [];
            foreach (var (stage, name, hook, limit, entry) in AgentConfiguration.Read(file, agent, out _))
            {
                // AgentDiagnosis tells of files that cannot be read, of a program that is missing, of what keeps the agent from starting it, and of events that
                // there are not.
                if (limit.Length > 0 || AgentDiagnosis.Missing(entry, root, environment).Any() || !AgentStageNames.IsKnown(agent, name))
                {
                    continue;
                }

                var (problem, result) = Try(hook, entry, stage);
                if (problem is not null)
                {
                    yield return ($"{agent}: {Output.RelativePath.Of(file, root)} was tried at {name}: {problem}", true);
                }
                else
                {
                    passed.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} {(IsGuarded(entry, stage) ? $"denies '{TrialEvent.Denied}'" : "answers")} ({result!.Took.TotalMilliseconds:0} ms)"));
                }
            }

            if (passed.Count > 0)
            {
                yield return ($"{agent}: {Output.RelativePath.Of(file, root)} was tried: {string.Join(", ", passed)}", false);
            }
        }
    }

    private (string? Problem, TrialResult? Result) Try(JsonText hook, AgentEntry entry, HookStages stage)
    {
        if (WhyNot(hook, entry, stage) is { } reason)
        {
            return ($"{reason}, so it was not started: {HowToRepair(entry)}", null);
        }

        var isGuarded = IsGuarded(entry, stage);
        var sent = TrialEvent.Of(entry.Agent, stage, root, isGuarded);
        var variables = EntryStart.Variables(entry.Agent, root);
        var result = _trial.Run(EntryStart.Of(hook, entry.Agent, root, environment), root, sent, variables);
        return (result.Fault is { } fault ? $"{fault}{TrialText.Quoted(result.Said)}: {HowToRepair(entry)}"
            : result.ExitCode != ExitCodes.Passed
                ? string.Create(CultureInfo.InvariantCulture, $"it ends with exit code {result.ExitCode}{TrialText.Quoted(result.Said)}: {HowToRepair(entry)}")
            : Judge(entry, stage, sent, variables, isGuarded, result.Output), result);
    }

    // The file may come with a clone, and say anything: only what we would write is started, and of other programs only what the user has on PATH.
    private string? WhyNot(JsonText hook, AgentEntry entry, HookStages stage)
    {
        if (!entry.IsAsWritten(hook, stage))
        {
            return "somebody has changed it since hooks install wrote it";
        }

        if (!entry.IsShared)
        {
            return OwnProgram.IsSame(own, entry.Program) ? null : $"it starts {string.Join(' ', entry.Program)}, and this is {own[^1]}";
        }

        // AgentDiagnosis tells of a program that is missing. Another version may not know that it is tried, and run what has effects.
        return ToolPath.TryFind(AgentEntry.SharedProgram, root, environment, out var path, out _)
            && IsBelow(RealPath.Of(path) ?? path, RealPath.Of(root) ?? root) ? $"the '{AgentEntry.SharedProgram}' that is first on PATH lies in this repository"
            : OtherVersion() is { } other ? $"'{AgentEntry.SharedProgram}' {other}"
            : null;
    }

    private string? OtherVersion()
    {
        if (!_shared.IsKnown)
        {
            var result = _trial.Run([AgentEntry.SharedProgram, "--version"], root, []);
            var said = TrialText.Shown(result.Output);
            _shared = (IsKnown: true, result.Fault is { } fault ? $"does not say its version: {fault}"
                : result.ExitCode != ExitCodes.Passed
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"ends with exit code {result.ExitCode} and does not say its version{TrialText.Quoted(result.Said)}")
                : said.Length == 0 ? "says no version"
                : said != version ? $"is of version '{said}', and this is {version}"
                : null);
        }

        return _shared.Other;
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, PathCase.Comparison);

    private string? Judge(AgentEntry entry, HookStages stage, byte[] sent, IReadOnlyList<(string Name, string Value)> variables, bool isGuarded, byte[] output)
    {
        using var document = AgentJson.TryParse(sent)!;
        AgentCall call = new(entry.Agent, AgentStageNames.NameOf(entry.Agent, stage), entry.FailsClosed, entry.Paths);
        var read = AgentReader.Read(
            document.RootElement,
            call,
            name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault()
                ?? environment.GetValueOrDefault(name),
            root);
        var answer = Encoding.UTF8.GetString(output);
        var notice = TextIn(output, Notices);
        var reason = TextIn(output, Reasons);
        var isNotice = notice.Length > 0 && answer == AgentReplies.Write(read, new AgentAnswer { Notice = notice }).Output;
        if (!isGuarded)
        {
            return answer == AgentReplies.Write(read, new AgentAnswer { Notice = TrialRun.Answer }).Output ? null
                : answer.Contains(TrialRun.Answers, StringComparison.Ordinal)
                    ? $"it is another build than this program{TrialText.Quoted(TrialText.Shown(output))}: {HowToRepair(entry)}"
                : isNotice ? $"it answers '{notice}'"
                : reason.Length > 0 && answer == AgentReplies.Write(read, new AgentAnswer { Reason = reason }).Output ? $"it holds the agent back: '{reason}'"
                : $"{entry.Agent} would not take its answer as it is meant{TrialText.Quoted(TrialText.Shown(output))}: {HowToRepair(entry)}";
        }

        // What hooks say themselves, not built or switched off, says what to do: to install again would change nothing.
        return isNotice && notice != TrialRun.Answer ? $"'{TrialEvent.Denied}' is not denied: it answers '{notice}'"
            : answer != AgentReplies.Write(read, new AgentAnswer { Reason = reason }).Output
                ? $"'{TrialEvent.Denied}' is not denied{TrialText.Quoted(TrialText.Shown(output))}: {HowToRepair(entry)}"
            : !reason.Contains("--no-verify", StringComparison.Ordinal) ? $"it denies everything{TrialText.Quoted(reason)}"
            : null;
    }

    private static string TextIn(byte[] output, string[] names)
    {
        using var document = AgentJson.TryParse(output);
        var root = document?.RootElement ?? default;
        return AgentJson.Text(root, names) is { Length: > 0 } said ? said
            : AgentJson.Get(root, "hookSpecificOutput") is { } nested ? AgentJson.Text(nested, names)
            : "";
    }

    private bool IsGuarded(AgentEntry entry, HookStages stage) =>
        stage == HookStages.BeforeTool && guarded.Count > 0 && (entry.Paths.Count == 0 || entry.Projects.Any(project => EntryProjects.Has(guarded, project)));

    private string HowToRepair(AgentEntry entry) =>
        entry is { IsShared: true, Agent: AgentNames.Codex } && !OperatingSystem.IsWindows() && EntryStart.LoginShell(environment) is var shell
            ? $"Codex starts it by '{shell} -lc', and the profile of that shell says what is on PATH: have the folder of '{AgentEntry.SharedProgram}' there ({shell} -lc 'command -v {AgentEntry.SharedProgram}' finds it then)"
        : entry.IsShared ? $"look at which '{AgentEntry.SharedProgram}' is first on PATH, and what it prints" : $"hooks install --agent {entry.Agent}";
}
