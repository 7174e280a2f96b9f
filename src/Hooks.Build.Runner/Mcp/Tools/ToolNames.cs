using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary>Hooks by the names that a call gives, and the ends of pages.</summary>
internal static class ToolNames
{
    private const int MostNamed = 30;

    /// <summary>The hooks that some names mean, in the order of the plan; all of them without a name.</summary>
    /// <exception cref="HooksException">HOOK9003: a name means none.</exception>
    public static List<PlannedHook> Select(HookPlan plan, IReadOnlyList<string> names)
    {
        List<PlannedHook> hooks = [.. plan.Hooks.Where(hook => names.Count == 0 || names.Any(hook.IsNamed))];
        return names.FirstOrDefault(name => !hooks.Exists(hook => hook.IsNamed(name))) is { } unknown ? throw Unknown(plan, unknown) : hooks;
    }

    /// <summary>Says how many there are on all pages, and where the next begins.</summary>
    public static void WriteEnd(Utf8JsonWriter json, int at, int count)
    {
        json.WriteNumber("total", count);
        if (at < count)
        {
            json.WriteString("next", at.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static HooksException Unknown(HookPlan plan, string name)
    {
        List<string> known = [.. plan.Hooks.Select(hook => hook.Name)];
        return new HooksException(
            Codes.UnknownName,
            $"There is no hook '{name}'{(NameSuggestion.Closest(name, known) is { } closest ? $"; did you mean '{closest}'?" : ".")} The hooks are: {(known.Count == 0 ? "(none)" : NameList.First(known, MostNamed))}");
    }
}
