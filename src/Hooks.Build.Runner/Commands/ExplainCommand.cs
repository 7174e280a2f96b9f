using System.CommandLine;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks explain</c> and <c>hooks clean</c>: what is remembered.</summary>
internal static class ExplainCommand
{
    /// <summary>Creates the command that explains.</summary>
    public static Command Create()
    {
        Argument<string[]> hooks = new("hook")
        {
            Description = "The hooks to explain, all of them without a name; or a code such as HOOK0008, whose page is printed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> stage = new("--stage")
        {
            Description = "The stage at which they would run, such as pre-commit or after-tool; without it the build, or the first stage that a named hook has.",
        };
        Command command = new(
            "explain",
            "Tells why hooks ran the last time, and whether and why they would run now, or what a rule says. Runs nothing and writes nothing.") { hooks, stage };
        command.SetAction(parsed =>
        {
            var (named, said) = (parsed.GetValue(hooks) ?? [], parsed.GetValue(stage));
            return Array.Exists(named, RulePages.IsCode)
                ? HooksCommandLine.Guard(() => WriteRule(named, said))
                : HooksCommandLine.OnPlan(parsed, (open, cancellation) => WriteHooks(open, named, said, cancellation));
        });
        return command;
    }

    /// <summary>Creates the command that forgets.</summary>
    public static Command CreateClean()
    {
        Command command = new("clean", "Forgets all results that are remembered, of all repositories that share the cache.");
        command.SetAction(parsed => HooksCommandLine.OnPlan(parsed, (open, _) =>
        {
            foreach (var request in open.States.Select(RunSettings.ToRequest))
            {
                Terminal.OfOutput().WriteLine(CacheSettings.Clean(request.CacheDirectory, request.LogDirectory));
            }
        }));
        return command;
    }

    private static void WriteHooks(OpenPlan open, string[] named, string? stage, CancellationToken cancellation)
    {
        foreach (var (at, names) in stage is null ? MeantStages.Of(open.Plan, named) : [(StageNames.ReadAny(stage, "--stage"), named)])
        {
            var own = open.ToRequest(at, HookSelectors.Filter);
            var request = own with
            {
                Filter = [.. names],
                SaidAs = own.SaidAs with { Filter = "hooks explain" },
            };
            foreach (var line in EventLoop.Run(loop => HookExplainer.ExplainAsync(open.Plan, request, HookRun.Services(open.States[0], loop), cancellation)))
            {
                Terminal.OfOutput().WriteLine(PlainText.OfName(line));
            }
        }
    }

    // Without a plan: a code is what the compiler says where there can be none.
    private static int WriteRule(string[] named, string? stage)
    {
        if (named.Length > 1 || stage is not null)
        {
            throw new HooksException(Codes.InvalidSetting, $"A rule is explained by itself: hooks explain {Array.Find(named, RulePages.IsCode)}");
        }

        Terminal.OfOutput().WriteLine(RulePages.Of(named[0]).Text);
        return ExitCodes.Passed;
    }
}
