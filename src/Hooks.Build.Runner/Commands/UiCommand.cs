using System.CommandLine;
using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Serving;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks ui</c>: the page of the report, and what runs now.</summary>
internal static class UiCommand
{
    private const string PortOption = "--port";
    private const int MostPort = 65535;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string?> port = new(PortOption)
        {
            Description = "Where to listen on 127.0.0.1; without it on a port that the system chooses.",
            HelpName = "number",
        };
        Option<bool> opens = new("--open") { Description = "Opens the page in the browser." };
        Option<string?> since = new("--since")
        {
            Description = "The runs since then: 12h, 7d, 2w or a date; without it of the last 7 days.",
            HelpName = "time",
        };
        Command command = new("ui", "Shows the report as a page, and on it what runs while it runs, until Ctrl-C.") { port, opens, since };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            var number = parsed.GetValue(port) is { } text ? PortOf(text) : 0;
            var from = parsed.GetValue(since);
            _ = ReportCommand.Query(TimeProvider.System.GetUtcNow(), from, last: null, stage: null, branch: null, []);
            return HooksCommandLine.OnPlan(parsed, (open, cancellation) =>
            {
                FreshReport report = new(
                    open, () => ReportCommand.Query(TimeProvider.System.GetUtcNow(), from, last: null, stage: null, branch: null, []), cancellation);
                LivePage.ServeAsync(
                    report,
                    open.States[0].RepositoryRoot,
                    number,
                    parsed.GetValue(opens),
                    Terminal.OfOutput(),
                    Terminal.OfErrors(),
                    cancellation).GetAwaiter().GetResult();
            });
        }));
        return command;
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostPort
            ? number
            : throw new HooksException(Codes.InvalidSetting, $"{PortOption} is '{text}'; allowed: a whole number from 1 to {MostPort}");
}
