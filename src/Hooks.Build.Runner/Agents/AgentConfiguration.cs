using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>What agents start, in the files that they read it from.</summary>
internal static class AgentConfiguration
{
    /// <summary>The files of a repository that an agent reads, the one for this user alone first.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static IReadOnlyList<string> FilesOf(string agent, string root) => agent switch
    {
        AgentNames.Claude => [Path.Combine(root, ".claude", "settings.local.json"), Path.Combine(root, ".claude", "settings.json")],
        AgentNames.Codex => [Path.Combine(root, ".codex", "hooks.json")],
        AgentNames.Copilot => [Path.Combine(root, ".github", "hooks", "hooks-build.json")],
        AgentNames.Cursor => [Path.Combine(root, ".cursor", "hooks.json")],
        AgentNames.Gemini => [Path.Combine(root, ".gemini", "settings.json")],
        _ => [],
    };

    /// <summary>The stages at which a file starts ours for an agent.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="agent">The agent.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static HookStages StagesIn(byte[] bytes, string agent) =>
        EntriesIn(bytes, agent).Aggregate(HookStages.None, (stages, entry) => stages | entry.Stage);

    /// <summary>Our hooks for an agent in a file, also those that share a group with others; each with the event under which it stands.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="agent">The agent.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<FoundEntry> EntriesIn(byte[] bytes, string agent) =>
        [.. Lists(JsonText.Parse(bytes))
            .SelectMany(list => list.Children.SelectMany(element => HooksOf(element)
                .Select(hook => FoundEntry.Of(agent, list.Name, element, hook))
                .OfType<FoundEntry>()))];

    /// <summary>What a file starts for an agent; nothing where it cannot be read.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="problem">Why it cannot be read, within a sentence; empty where it can.</param>
    public static IReadOnlyList<FoundEntry> Read(string file, string agent, out string problem)
    {
        try
        {
            problem = "";
            return PlainFile.Read(file) is { } bytes ? EntriesIn(bytes, agent) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            problem = e.Message.TrimEnd('.');
            return [];
        }
    }

    /// <summary>Whether a file starts a program of this machine for an agent; also where it cannot be read.</summary>
    public static bool MayBePrivate(string file, string agent) => Read(file, agent, out var problem).Any(entry => !entry.Entry.IsShared) || problem.Length > 0;

    /// <summary>A file without our hooks for an agent, and without what held nothing else.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static byte[] Without(byte[] bytes, string agent)
    {
        while (FirstOurs(JsonText.Parse(bytes), agent) is { } path)
        {
            // What is empty without it goes with it, up to the hooks of the file.
            var (holder, held) = path.FindLast(step => step.Holder.Children.Count > 1) is { Holder: not null } last ? last : path[0];
            bytes = JsonEdit.Remove(bytes, holder, held);
        }

        return bytes;
    }

    /// <summary>A file with an entry for each stage, after what else it starts.</summary>
    /// <exception cref="JsonException">It is no JSON, or another kind of file.</exception>
    public static byte[] With(byte[] bytes, AgentEntry entry, HookStages stages)
    {
        foreach (var stage in AgentStages.In(stages))
        {
            var root = Required(JsonText.Parse(bytes), JsonValueKind.Object, "the file");
            var name = JsonEdit.Quote(AgentStageNames.NameOf(entry.Agent, stage));
            var list = $"{name}: [\n  {entry.Of(stage).Replace("\n", "\n  ", StringComparison.Ordinal)}\n]";
            bytes = root["hooks"] is not { } hooks ? JsonEdit.Append(
                bytes, root, $"\"hooks\": {{\n  {list.Replace("\n", "\n  ", StringComparison.Ordinal)}\n}}")
                : Required(hooks, JsonValueKind.Object, "hooks")[AgentStageNames.NameOf(entry.Agent, stage)] is not { } known
                    ? JsonEdit.Append(bytes, hooks, list)
                : JsonEdit.Append(bytes, Required(known, JsonValueKind.Array, "hooks." + known.Name), entry.Of(stage));
        }

        return bytes;
    }

    /// <summary>The hooks of an element of a list: those of a group, or itself.</summary>
    public static IEnumerable<JsonText> HooksOf(JsonText element) =>
        element["hooks"] is { Kind: JsonValueKind.Array, Children: { Count: > 0 } hooks } ? hooks : [element];

    // From the file down to the hook: what holds, and what is held.
    private static List<(JsonText Holder, JsonText Held)>? FirstOurs(JsonText root, string agent)
    {
        foreach (var list in Lists(root))
        {
            foreach (var element in list.Children)
            {
                if (HooksOf(element).FirstOrDefault(hook => AgentEntry.IsOurs(hook, agent)) is { } found)
                {
                    List<(JsonText, JsonText)> path = [(root, root["hooks"]!), (root["hooks"]!, list), (list, element)];
                    return found == element ? path : [.. path, (element["hooks"]!, found)];
                }
            }
        }

        return null;
    }

    private static IEnumerable<JsonText> Lists(JsonText root) =>
        root.Kind == JsonValueKind.Object && root["hooks"] is { Kind: JsonValueKind.Object } hooks
            ? hooks.Children.Where(list => list.Kind == JsonValueKind.Array)
            : [];

    private static JsonText Required(JsonText value, JsonValueKind kind, string what) =>
        value.Kind == kind ? value : throw new JsonException($"{what} is no {(kind == JsonValueKind.Object ? "object" : "list")}");
}

/// <summary>One of our hooks in an agent's file.</summary>
/// <param name="Stage">The stage; none where there is no such event.</param>
/// <param name="Event">The event under which it stands.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Limit">What makes the agent start it for some calls alone, or not wait for it, as it is written; empty where nothing does.</param>
/// <param name="Entry">What it says.</param>
internal sealed record FoundEntry(HookStages Stage, string Event, JsonText Hook, string Limit, AgentEntry Entry)
{
    /// <summary>Whether it may not be started for each event, or is not as it was written.</summary>
    public bool IsLimited => Limit.Length > 0 || !Entry.IsAsWritten(Hook, Stage);

    /// <summary>Reads a hook; <see langword="null"/> where it starts something else.</summary>
    public static FoundEntry? Of(string agent, string name, JsonText element, JsonText hook) =>
        AgentEntry.Read(hook, agent) is { } entry ? new FoundEntry(AgentStageNames.StageOf(name), name, hook, EntryLimit.Of(element, hook), entry) : null;
}
