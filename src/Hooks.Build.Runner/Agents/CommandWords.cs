using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>The words with which a hook of an agent's file starts a program.</summary>
internal static class CommandWords
{
    /// <summary>The program and its arguments; none where it starts nothing.</summary>
    public static IReadOnlyList<string> Of(JsonText hook)
    {
        if (hook["command"] is not { Kind: JsonValueKind.String, Text: { } command })
        {
            return [];
        }

        return hook["args"] is { Kind: JsonValueKind.Array, Children: { } args } ? [command, .. args.Select(argument => argument.Text)] : Split(command);
    }

    // As the shell reads what we write for it: quotes, and on Unix a character behind a backslash.
    private static List<string> Split(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (quote != '\0' ? line[i] == quote : line[i] is '\'' or '"')
            {
                quote = quote == '\0' ? line[i] : '\0';
                word ??= new StringBuilder();
            }
            else if (line[i] == ' ' && quote == '\0')
            {
                Add();
            }
            else
            {
                i += line[i] == '\\' && quote != '\'' && !OperatingSystem.IsWindows() && i + 1 < line.Length ? 1 : 0;
                word = (word ?? new StringBuilder()).Append(line[i]);
            }
        }

        Add();
        return words;

        void Add()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
