using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp;

/// <summary>A run by hand: <c>HOOK [arguments] [--fix] [--] FILES</c>. An argument's value is written behind its equals sign.</summary>
internal static class ToolCommandLine
{
    /// <summary>Reads it.</summary>
    public static ToolRequest Parse(string[] words, string root)
    {
        List<string> arguments = [];
        List<string> files = [];
        var fix = false;
        var filesOnly = false;
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            if (filesOnly || word.Length < 2 || word[0] != '-')
                files.Add(FromRoot(root, word));
            else if (word == "--")
                filesOnly = true;
            else if (word == "--fix")
                fix = true;
            else
                arguments.Add(word);
        }

        return new ToolRequest(1, words[0], root, arguments, files) { Fix = fix, Cores = Environment.ProcessorCount };
    }

    private static string FromRoot(string root, string file) =>
        Path.GetRelativePath(root, Path.GetFullPath(file, root)).Replace(Path.DirectorySeparatorChar, '/');
}
