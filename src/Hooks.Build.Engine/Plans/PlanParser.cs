using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Plans;

/// <summary>Turns the text of a plan into hooks, or into the reasons why there are none. It takes nothing on trust.</summary>
internal static class PlanParser
{
    private const HookStages AnyStage =
        HookStages.Build | HookStages.PreCommit | HookStages.CommitMsg | HookStages.PrePush | HookStages.PostMerge | HookStages.PostCheckout | HookStages.Manual | AgentStages.All;

    /// <summary>Parses a plan.</summary>
    /// <param name="content">The text.</param>
    /// <param name="assemblyPath">Where it comes from, for messages.</param>
    /// <exception cref="HooksException">Another version wrote it, or it is refused.</exception>
    /// <exception cref="InvalidDataException">It is no plan.</exception>
    public static (IReadOnlyList<PlannedHook> Hooks, IReadOnlyList<PlannedListener> Listeners) Parse(string content, string assemblyPath)
    {
        PlanText text = new(content);

        // First: another format's hooks need not be readable.
        RequireFormat(ref text, assemblyPath);
        List<PlannedHook> hooks = [];
        List<PlannedListener> listeners = [];
        List<Problem> refusals = [];
        var more = text.Next();
        while (more)
        {
            if (text.Name is "Hook")
            {
                var name = text.Text();
                hooks.Add(new HookLines(hooks.Count, name).Read(ref text, out more));
            }
            else if (text.Name is "Refused")
            {
                refusals.Add(Refusal(ref text, out more));
            }
            else if (text.Name is "Listener")
            {
                listeners.Add(ListenerLines.Read(ref text, out more));
            }
            else
            {
                throw text.Malformed();
            }
        }

        return refusals.Count > 0 ? throw new HooksException(refusals) : (hooks, listeners);
    }

    /// <summary>Whether a line is the first of a part of the plan.</summary>
    internal static bool BeginsPart(ReadOnlySpan<char> name) => name is "Hook" or "Refused" or "Listener";

    /// <summary>The stages that a line names.</summary>
    /// <exception cref="InvalidDataException">It names others.</exception>
    internal static HookStages Stages(ref PlanText text) =>
        (HookStages)text.Number() is var stages && (stages & ~AnyStage) == 0 ? stages : throw text.Malformed();

    private static void RequireFormat(ref PlanText text, string assemblyPath)
    {
        if (!text.Next() || text.Name is not "Format")
        {
            throw new InvalidDataException("it does not begin as a plan does");
        }

        var format = text.Number();
        if (!text.Next() || text.Name is not "Package")
        {
            throw new InvalidDataException("it does not say who wrote it");
        }

        if (format != HookPlan.CurrentFormat)
        {
            throw PlanReader.OtherVersion(assemblyPath, $"Hooks.Build {text.Text()} (format {format})");
        }
    }

    private static Problem Refusal(ref PlanText text, out bool more)
    {
        Problem problem = new(text.Text(), "");
        while ((more = text.Next()) && !BeginsPart(text.Name))
        {
            problem = text.Name switch
            {
                "Message" => problem with { Message = text.Text() },
                "File" => problem with { File = text.Text() },
                "Line" => problem with { Line = text.Number() },
                "Column" => problem with { Column = text.Number() },
                _ => throw text.Malformed(),
            };
        }

        return problem;
    }

    /// <summary>The lines of one hook, until the next begins.</summary>
    private sealed class HookLines(int index, string name)
    {
        private readonly List<string?> _command = [];
        private readonly List<string?> _fix = [];
        private readonly List<string> _dependsOn = [];
        private readonly List<string> _after = [];
        private readonly List<string> _profiles = [];
        private readonly List<string> _files = [];
        private readonly List<string> _exclude = [];
        private readonly List<string> _reads = [];
        private readonly List<string> _writes = [];
        private readonly List<string> _locks = [];
        private readonly List<string> _environment = [];
        private readonly List<string> _matrixOf = [];
        private readonly List<string> _tools = [];

        public PlannedHook Read(ref PlanText text, out bool more)
        {
            PlannedHook hook = new() { Index = index, Name = name, Stages = HookStages.None };
            while ((more = text.Next()) && !BeginsPart(text.Name))
            {
                hook = ReadList(ref text) ? hook : ReadValue(hook, ref text);
            }

            if (hook is { Kind: HookKind.Method, Type: null })
            {
                throw new InvalidDataException($"it does not say where the method of hook number {index} is");
            }

            return hook with
            {
                Command = CommandTemplate.FromPlan([.. _command]),
                Fix = CommandTemplate.FromPlan([.. _fix]),
                DependsOn = _dependsOn,
                After = _after,
                Profiles = _profiles,
                Files = _files,
                Exclude = _exclude,
                Reads = _reads,
                Writes = _writes,
                Locks = _locks,
                Environment = _environment,
                MatrixOf = _matrixOf,
                Tools = _tools,
            };
        }

        private bool ReadList(ref PlanText text)
        {
            // Between the commands of a sequence stands a null, and nowhere else.
            if (text.Name is "Command" or "Fix")
            {
                (text.Name is "Command" ? _command : _fix).Add(text.Value);
                return true;
            }

            var list = text.Name switch
            {
                "DependsOn" => _dependsOn,
                "After" => _after,
                "Profiles" => _profiles,
                "Files" => _files,
                "Exclude" => _exclude,
                "Reads" => _reads,
                "Writes" => _writes,
                "Locks" => _locks,
                "Environment" => _environment,
                "MatrixOf" => _matrixOf,
                "Tools" => _tools,
                _ => null,
            };
            list?.Add(text.Text());
            return list is not null;
        }

        private static PlannedHook ReadValue(PlannedHook hook, ref PlanText text) => text.Name switch
        {
            "Kind" => hook with { Kind = Kind(ref text) },
            "Type" => hook with { Type = text.Text() },
            "Assembly" => hook with { Origin = new HookOrigin(text.Text()) },
            "Defined" when hook.Origin is { } origin => hook with { Origin = origin with { Place = text.Text() } },
            "Definition" when hook.Origin is { } origin => hook with { Origin = origin with { Definition = text.Text() } },
            "May" when hook.Origin is { } origin => hook with { Origin = origin with { May = text.Text() } },
            "BroughtBy" when hook.Origin is { } origin => hook with { Origin = origin with { BroughtBy = text.Text() } },
            "AsksToFix" or "StagesAreOfOthers" or "ProfilesAreOfOthers" when text.Flag() => hook,
            "TakesContext" => hook with { TakesContext = text.Flag() },
            "Stages" => hook with { Stages = Stages(ref text) },
            "Timeout" => hook with { Timeout = text.Number() },
            "Severity" => hook with { Severity = text.Number() is var level and <= (int)HookSeverity.Critical ? (HookSeverity)level : throw text.Malformed() },
            "Retries" => hook with { Retries = text.Number() },
            "Cores" => hook with { Cores = text.Fraction() },
            "Batch" => hook with { Batch = text.Flag() },
            "Matrix" => hook with { Matrix = text.Text() },
            "Item" => hook with { Item = text.Text() },
            "GatesNobody" => hook with { Gates = !text.Flag() },
            "Finally" => hook with { Finally = text.Flag() },
            "PerFile" => hook with { PerFile = text.Flag() },
            "NoCache" => hook with { NoCache = text.Flag() },
            "NeverFixes" => hook with { NeverFixes = text.Flag() },
            "Problems" => hook with { Problems = text.Text() },
            "FailClosed" => hook with { FailClosed = text.Flag() },
            "WorkingDirectory" => hook with { WorkingDirectory = text.Text() },
            "Description" => hook with { Description = text.Text() },
            "Wave" => hook with { Wave = text.Number() },
            "Rank" => hook with { Rank = text.Number() },
            "File" => hook with { File = text.Text() },
            "Line" => hook with { Line = text.Number() },
            "Column" => hook with { Column = text.Number() },
            "Hash" => hook with { Hash = text.Text() },
            _ => throw text.Malformed(),
        };

        private static HookKind Kind(ref PlanText text) => text.Value switch
        {
            "Command" => HookKind.Command,
            "Method" => HookKind.Method,
            "Check" => HookKind.Check,
            "Tool" => HookKind.Tool,
            "Guard" => HookKind.Guard,
            _ => throw text.Malformed(),
        };
    }
}
