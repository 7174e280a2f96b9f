using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

/// <summary>Reports in few words, and a terminal whose text is kept.</summary>
internal static class Reports
{
    public static HookReport Hook(string name, HookOutcome outcome = HookOutcome.Succeeded, string reason = "") => new()
    {
        Hook = new PlannedHook { Index = 0, Name = name, File = "build/RepoHooks.cs", Line = 3, Column = 5 },
        Outcome = outcome,
        Reason = reason,
        Duration = outcome is HookOutcome.Skipped or HookOutcome.NoFiles ? TimeSpan.Zero : TimeSpan.FromSeconds(1.5),
    };

    public static Finding Error(string message = "wrong") => new(HookFindingLevel.Error, "/repository/src/A.cs", 12, 4, 0, 0, "X1", message);

    public static RunReport Run(params HookReport[] hooks) => new(hooks, TimeSpan.FromSeconds(2), Interrupted: false);

    public static string Written(Action<Terminal> write, bool isInteractive = false, bool hasColours = false, bool knowsLinks = false)
    {
        using MemoryStream stream = new();
        write(new Terminal(() => stream, isInteractive, hasColours) { MeasureWidth = () => 80, KnowsLinks = () => knowsLinks });
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
