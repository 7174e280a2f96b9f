using System.Text;
using System.Text.Json;

namespace Hooks.Build.Engine.Guarding;

/// <summary>The texts that leave with an event: a prompt, or what a tool is given. What an edit takes away is not among them.</summary>
internal static class EventTexts
{
    private const string PatchBegin = "*** Begin Patch";
    private const int Deepest = 512;
    private static readonly string[] Prompts = ["prompt", "user_prompt"];
    private static readonly string[] Inputs = ["tool_input", "toolInput", "toolArgs", "edits"];

    /// <summary>The texts, each with the path that it is written to as the event has it, empty where it is for none.</summary>
    public static IEnumerable<(string Path, string Text)> Of(AgentEvent agent)
    {
        List<(string Path, string Text)> texts = [];
        if (agent.Stage == HookStages.PromptSubmit)
        {
            if (agent.Prompt.Length > 0)
            {
                return [("", agent.Prompt)];
            }

            // One of tomorrow may be said in another form.
            AddInput(texts, "", agent.Raw, Prompts);
            return texts;
        }

        var path = agent.Paths is [var first, ..] ? first : "";
        Add(texts, path, agent.Command);
        AddInput(texts, path, agent.Raw, Inputs);
        return texts.Distinct();
    }

    private static void AddInput(List<(string Path, string Text)> texts, string path, string json, string[] names)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Length == 0 ? "{}" : json, new JsonDocumentOptions { MaxDepth = Deepest });
            foreach (var name in document.RootElement.ValueKind == JsonValueKind.Object ? names : [])
            {
                if (!document.RootElement.TryGetProperty(name, out var input))
                {
                    continue;
                }

                Add(texts, path, input);
                if (input.ValueKind == JsonValueKind.String)
                {
                    // Copilot has an object in a text.
                    AddInput(texts, path, $"{{\"{Inputs[0]}\":{input.GetString()}}}", Inputs);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What the event says beside it is looked at.
        }
    }

    private static void Add(List<(string Path, string Text)> texts, string path, JsonElement element)
    {
        Stack<JsonElement> left = new([element]);
        while (left.TryPop(out var next))
        {
            switch (next.ValueKind)
            {
                case JsonValueKind.String:
                    Add(texts, path, next);
                    break;
                case JsonValueKind.Array:
                    foreach (var item in next.EnumerateArray())
                    {
                        left.Push(item);
                    }

                    break;
                case JsonValueKind.Object:
                    foreach (var property in next.EnumerateObject().Where(property => property.Name is not ("old_string" or "oldString" or "old_str"
                        or "oldText" or "old_text")))
                    {
                        left.Push(property.Value);
                    }

                    break;
                default:
                    break;
            }
        }

        static void Add(List<(string Path, string Text)> texts, string path, JsonElement text)
        {
            try
            {
                EventTexts.Add(texts, path, text.GetString()!);
            }
            catch (InvalidOperationException)
            {
                // Half a character; as it is written it is text as well.
                texts.Add((path, text.GetRawText()));
            }
        }
    }

    private static void Add(List<(string Path, string Text)> texts, string path, string text)
    {
        if (text.Contains(PatchBegin, StringComparison.Ordinal))
        {
            texts.AddRange(Patched(text));
        }
        else if (text.Length > 0)
        {
            texts.Add((path, text));
        }
    }

    // The lines that a patch adds, at the numbers that they have in it.
    private static IEnumerable<(string Path, string Text)> Patched(string patch)
    {
        StringBuilder added = new();
        var path = "";
        var number = 0;

        // Elsewhere a line that begins with a minus is text as any other.
        var isUpdate = false;
        foreach (var line in patch.Split('\n'))
        {
            number++;
            isUpdate = line.StartsWith("*** ", StringComparison.Ordinal) ? line.StartsWith("*** Update File: ", StringComparison.Ordinal) : isUpdate;
            if (line.StartsWith("*** ", StringComparison.Ordinal) && line.IndexOf("File: ", StringComparison.Ordinal) is > 0 and var at)
            {
                yield return (path, added.ToString());
                path = line[(at + 6)..].Trim();
                _ = added.Clear().Append('\n', number);
                continue;
            }

            _ = isUpdate && line.StartsWith('-') ? added : added.Append(line.AsSpan(line.StartsWith('+') ? 1 : 0));
            _ = added.Append('\n');
        }

        yield return (path, added.ToString());
    }
}
