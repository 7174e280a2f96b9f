using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>plan</c>: what a run would do, and of each hook why or why not.</summary>
internal static class PlanTool
{
    private const int DefaultSamples = 3;
    private const int MostBytes = 40_000;
    private const int MostOfSamples = 8_000;

    /// <summary>Writes the page that is asked for: hooks that would run by wave, then the others.</summary>
    /// <exception cref="HooksException">A name or a file is wrong, or files cannot be listed.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments, CancellationToken cancellation)
    {
        var request = ToolRequest.Of(built, arguments);
        var selection = HookSelection.Select(built.Plan, request);
        var files = DryRun.Match(selection, request, built.Projects.States[0], cancellation, out var count);
        var waves = selection.Order.Waves();
        var hooks = built.Plan.Hooks.ToList();
        hooks.Sort((one, other) => Place(one).CompareTo(Place(other)) is var order and not 0 ? order : one.Index - other.Index);
        var willRun = hooks.FindAll(hook => Place(hook) < int.MaxValue).Count;
        json.WriteString("stage", request.Stage.ToString());
        if (count is { } known)
        {
            json.WriteNumber("checkedFiles", known);
        }

        json.WriteNumber("willRun", willRun);
        var next = json.Page("hooks", hooks, arguments.Cursor(hooks.Count), arguments.Number(
            "limit", ListTool.DefaultLimit), MostBytes, hook => json.Object(() =>
        {
            json.WriteString("name", hook.Name);
            json.WriteBoolean("runs", Place(hook) < int.MaxValue);
            if (selection.Selected[hook.Index] && hook.Fault is null)
            {
                json.WriteNumber("wave", waves[hook.Index]);
                WriteFiles(json, files[hook.Index], arguments.Number("samples", DefaultSamples));
            }

            json.WriteString("why", Why(hook, selection, request, files[hook.Index], count));
        }));
        ListTool.WriteFaults(json, selection.Hooks);
        ToolNames.WriteEnd(json, next, hooks.Count);
        built.WriteStale(json);

        int Place(PlannedHook hook) =>
            selection.Selected[hook.Index] && hook.Fault is null && files[hook.Index] is not { Count: 0 } ? waves[hook.Index] : int.MaxValue;
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<string>? files, int samples)
    {
        if (files is null)
        {
            return;
        }

        json.WriteNumber("files", files.Count);
        if (files.Count > 0 && samples > 0)
        {
            json.WriteStartArray("samples");
            for (var (i, characters) = (0, 0); i < files.Count && i < samples && characters < MostOfSamples; characters += files[i++].Length)
            {
                json.WriteStringValue(files[i]);
            }

            json.WriteEndArray();
        }
    }

    private static string Why(PlannedHook hook, HookSelection selection, RunRequest request, IReadOnlyList<string>? files, int? count)
    {
        if (!selection.Selected[hook.Index])
        {
            return WhyNot(hook, request);
        }

        if (hook.Fault is { } fault)
        {
            return $"it cannot run here ({fault.Problem.Code}, see faults), and a run that has it is refused: skip it, or repair that";
        }

        var what = files switch
        {
            null => FileMatching.NeedsListing(hook) ? "something in its folder is among the files" : "it takes no files, so it runs whatever they are",
            { Count: 0 } when hook.HasNoItem => "nothing in the repository is an item of its MatrixOf",
            { Count: 0 } =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"none of the {count} files is one that it is about{(hook.Files.Count == 0 ? "" : $" ({string.Join(", ", hook.Files)})")}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{files.Count} of the {count} files are ones that it is about"),
        };
        return request.Filter.Count > 0 && !request.Filter.Any(hook.IsNamed) ? what + "; it was not named, and belongs to one that was" : what;
    }

    private static string WhyNot(PlannedHook hook, RunRequest request) =>
        (hook.Stages & request.Stage) == 0 ? $"its stages are {hook.Stages}"
        : request.Profiles.Count > 0 && !hook.Profiles.Any(profile => request.Profiles.Contains(profile, StringComparer.OrdinalIgnoreCase))
            ? $"it is in none of the profiles {string.Join(", ", request.Profiles)}"
        : request.Skip.Any(hook.IsNamed) ? $"{request.SaidAs.Skip} leaves it out"
        : request.SkipIfKnown.Any(hook.IsNamed) ? "HOOKS_SKIP, or HookSkip of its project, leaves it out"
        : request.Unselected.Any(hook.IsNamed) ? "HookProfile or HookFilter of its project leaves it out"
        : $"{request.SaidAs.Filter} names others, and none of them needs it";
}
