using System.CommandLine;
using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks report</c>: what the log of runs says.</summary>
internal static class ReportCommand
{
    private const string SinceOption = "--since";
    private const string LastOption = "--last";
    private const string HookOption = "--hook";
    private const string StageOption = "--stage";
    private const string BranchOption = "--branch";
    private const string HtmlOption = "--html";
    private const string AgentsOption = "--agents";
    private const string MachineOption = "--machine";
    private const int MostRuns = 1_000_000;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string?> since = new(SinceOption)
        {
            Description = "The runs since then: 12h, 7d, 2w or a date; without it of the last 7 days.",
            HelpName = "time",
        };
        Option<string?> last = new(LastOption) { Description = "The newest so many runs instead.", HelpName = "number" };
        Option<string?> stage = new(StageOption) { Description = "The runs of one stage." };
        Option<string[]> hooks = new(HookOption)
        {
            Description = "Only this hook; several times for several.",
            AllowMultipleArgumentsPerToken = false,
            HelpName = "name",
        };
        Option<string?> branch = new(BranchOption) { Description = "The runs on one branch.", HelpName = "name" };
        Option<string> format = new("--format") { Description = "How the report is written.", DefaultValueFactory = _ => "text" };
        _ = format.AcceptOnlyFromAmong("text", "json");
        Option<string?> html = new(HtmlOption)
        {
            Description = "Writes a page to a file as well: the last run, each hook's history, what failed.",
            HelpName = "file",
        };
        Option<bool> agents = new(AgentsOption)
        {
            Description = "What coding agents asked and were answered instead: calls, times, what was denied, what models were given to read.",
        };
        Option<bool> machine = new(MachineOption) { Description = "Of all repositories of this user on this machine whose hooks were built or installed." };
        Command command = new(
            "report",
            "Tells how long hooks took, how often they failed, and what may be better otherwise, from the log of runs.") { since, last, stage, hooks, branch, format, html, agents, machine };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            var query = Query(
                TimeProvider.System.GetUtcNow(),
                parsed.GetValue(since),
                parsed.GetValue(last),
                parsed.GetValue(stage),
                parsed.GetValue(branch),
                parsed.GetValue(hooks) ?? []);
            var isOfAgents = parsed.GetValue(agents);
            if (isOfAgents && (query.Hooks.Count > 0 || query.Branch is not null || parsed.GetValue(html) is not null))
            {
                throw new HooksException(Codes.InvalidSetting, $"{AgentsOption} is about events: leave out {HookOption}, {BranchOption} and {HtmlOption}");
            }

            var isJson = parsed.GetValue(format) == "json";
            var terminal = Terminal.OfOutput();
            if (parsed.GetValue(machine))
            {
                if (isOfAgents || query.Hooks.Count > 0 || parsed.GetValue(HooksCommandLine.Project) is [_, ..])
                {
                    throw new HooksException(
                        Codes.InvalidSetting,
                        $"{MachineOption} is about all repositories: leave out {AgentsOption}, {HookOption} and {HooksCommandLine.Project.Name}");
                }

                var all = MachineReport.Make(ProjectRegister.Of(Environment.GetEnvironmentVariable), query);
                if (parsed.GetValue(html) is { } place)
                {
                    ReportPage.Write(() => MachinePage.Of(all), ReportPage.PathOf(place, Path.GetFullPath("."), HtmlOption), HtmlOption);
                }

                terminal.WriteLine(isJson ? MachineJson.Write(all) : string.Join('\n', MachineText.Lines(all, terminal.Width, terminal.Paint)).TrimStart('\n'));
                return ExitCodes.Passed;
            }

            return HooksCommandLine.OnPlan(parsed, (open, _) =>
            {
                if (isOfAgents)
                {
                    IReadOnlyList<string> folders = [.. ReportSource.Of(open).Logs.Select(log => log.Folder)];
                    AgentReport activity = new(query, folders, AgentActivity.Read(folders, query));
                    terminal.WriteLine(isJson ? activity.Json() : string.Join('\n', activity.Lines(terminal.Width, terminal.Paint)));
                    return;
                }

                var report = LogReport.Make(ReportSource.Of(open), query, HookOption);
                if (parsed.GetValue(html) is { } file)
                {
                    ReportPage.Write(report, open.Plan, ReportPage.PathOf(file, Path.GetFullPath("."), HtmlOption), HtmlOption);
                }

                terminal.WriteLine(isJson
                    ? ReportJson.Write(report)
                    : string.Join('\n', ReportText.Lines(report, terminal.Width, terminal.Paint)).TrimStart('\n'));
            });
        }));
        return command;
    }

    /// <summary>What the options ask for.</summary>
    /// <exception cref="HooksException">HOOK9002: one has no valid value, or two contradict each other.</exception>
    internal static ReportQuery Query(DateTimeOffset now, string? since, string? last, string? stage, string? branch, IReadOnlyList<string> hooks)
    {
        if (since is not null && last is not null)
        {
            throw new HooksException(Codes.InvalidSetting, $"{SinceOption} and {LastOption} were given together: choose one");
        }

        return new ReportQuery
        {
            Now = now,
            Since = ReportTime.Since(since ?? SettingTable.ReportSince.Default, SinceOption, now),
            Last = last is null ? null : int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostRuns
                ? number
                : throw new HooksException(Codes.InvalidSetting, $"{LastOption} is '{last}'; allowed: a whole number from 1 to {MostRuns}"),
            Stage = stage is null ? null : StageNames.ReadAny(stage, StageOption),
            Branch = branch,
            Hooks = [.. hooks.SelectMany(SettingReader.Names)],
        };
    }
}
