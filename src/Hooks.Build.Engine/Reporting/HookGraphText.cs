using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Reporting;

/// <summary>The graph of a plan as text. Arrows point from a hook to those that wait for it; order without a gate is dotted.</summary>
public static class HookGraphText
{
    private static readonly JsonWriterOptions JsonOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the graph.</summary>
    public static string Write(HookPlan plan, GraphFormat format) => format switch
    {
        GraphFormat.Json => Json(plan),
        GraphFormat.Dot => Dot(plan),
        _ => Mermaid(plan),
    };

    private static string Mermaid(HookPlan plan)
    {
        StringBuilder text = new("flowchart LR\n");
        foreach (var wave in plan.Hooks.GroupBy(hook => hook.Wave).OrderBy(wave => wave.Key))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  subgraph wave{wave.Key}[\"Wave {wave.Key}\"]\n");
            foreach (var hook in wave)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"    h{hook.Index}[\"{hook.Name}\"]\n");
            }

            _ = text.Append("  end\n");
        }

        foreach (var (from, to, kind) in Edges(plan))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  h{from} {Arrow(kind)} h{to}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Dot(HookPlan plan)
    {
        StringBuilder text = new("digraph hooks {\n  rankdir=LR;\n");
        foreach (var hook in plan.Hooks)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  h{hook.Index} [label=\"{hook.Name}\"];\n");
        }

        foreach (var (from, to, kind) in Edges(plan))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  h{from} -> h{to}{Style(kind)};\n");
        }

        return text.Append('}').ToString();
    }

    private static string Json(HookPlan plan)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("hooks");
            foreach (var hook in plan.Hooks)
            {
                json.WriteStartObject();
                json.WriteString("name", hook.Name);
                json.WriteString("matrix", hook.Matrix);
                json.WriteString("item", hook.Item);
                json.WriteString("kind", Text(hook.Kind));
                json.WriteNumber("wave", hook.Wave);
                json.WriteNumber("rank", hook.Rank);
                Strings(json, "stages", hook.Stages.ToString().Split(", "));
                Strings(json, "profiles", hook.Profiles);
                Strings(json, "dependsOn", hook.DependsOn);
                Strings(json, "after", hook.After);
                json.WriteBoolean("gates", hook.Gates);
                json.WriteBoolean("finally", hook.Finally);
                json.WriteString("file", hook.File);
                json.WriteNumber("line", hook.Line);
                if (hook.Fault is { } fault)
                {
                    json.WriteString("fault", $"{fault.Problem.Code}: {fault.Problem.Message}");
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteListeners(json, plan);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteListeners(Utf8JsonWriter json, HookPlan plan)
    {
        json.WriteStartArray("listeners");
        foreach (var listener in plan.Listeners)
        {
            json.WriteStartObject();
            json.WriteString("name", listener.Name);
            Strings(json, "stages", listener.Stages.ToString().Split(", "));
            json.WriteNumber("timeoutSeconds", listener.Timeout);
            json.WriteString("file", listener.File);
            json.WriteNumber("line", listener.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(HookKind kind) => kind switch
    {
        HookKind.Method => "method",
        HookKind.Check => "check",
        HookKind.Tool => "tool",
        HookKind.Guard => "guard",
        _ => "command",
    };

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Arrow(EdgeKind kind) => kind switch
    {
        EdgeKind.Gate => "-->",
        EdgeKind.Validation => "-. validates .->",
        EdgeKind.CleanUp => "-. finally .->",
        _ => "-.->",
    };

    private static string Style(EdgeKind kind) => kind switch
    {
        EdgeKind.Gate => "",
        EdgeKind.Validation => " [style=dashed, label=\"validates\", arrowhead=none]",
        EdgeKind.CleanUp => " [style=dashed, label=\"finally\"]",
        _ => " [style=dotted]",
    };

    private static IEnumerable<(int From, int To, EdgeKind Kind)> Edges(HookPlan plan) =>
        plan.Hooks.SelectMany(hook => plan.Requirements[hook.Index].Concat(plan.Order.DependenciesOf(hook.Index)).Distinct().Order()
            .Where(from => IsDeclared(plan, from, hook))
            .Select(from => (from, hook.Index, KindOf(plan, from, hook))));

    // Who cleans up waits for more than it names.
    private static bool IsDeclared(HookPlan plan, int from, PlannedHook to) =>
        !to.Finally || plan.Requirements[to.Index].Contains(from) || to.After.Any(plan.Hooks[from].IsNamed);

    private static EdgeKind KindOf(HookPlan plan, int from, PlannedHook to) =>
        plan.Prerequisites[to.Index].Contains(from) ? EdgeKind.Gate
        : to.Finally && plan.Requirements[to.Index].Contains(from) ? EdgeKind.CleanUp
        : plan.Order.DependenciesOf(to.Index).Contains(from) ? EdgeKind.Order
        : EdgeKind.Validation;

    private enum EdgeKind
    {
        Gate,
        Order,
        Validation,
        CleanUp,
    }
}
