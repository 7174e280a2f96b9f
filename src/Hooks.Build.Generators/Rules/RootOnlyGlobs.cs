using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>
/// HOOK0013: a glob that matches less than it seems to. <c>*.cs</c> means the root folder alone, where .gitignore and other runners mean every folder; the
/// name of a folder means a file of that name.
/// </summary>
internal static class RootOnlyGlobs
{
    // Names of folders that no file is likely to have.
    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "src", "source", "sources", "test", "tests", "doc", "docs", "lib", "libs", "bin", "obj", "build", "dist", "out", "output", "artifacts", "node_modules", "packages", "vendor",
        "third_party", "samples", "examples", "tools", "scripts", "assets", "config", "eng", "generated", "target", "coverage", ".git", ".github", ".vscode", ".vs", ".idea", ".config", ".husky",
    };

    // Folders that tools make beside each project.
    private static readonly HashSet<string> Made = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "TestResults", "generated", "target", ".vs" };

    private static readonly char[] Wildcards = ['*', '?', '[', '{'];

    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        var folders = new Lazy<HashSet<string>>(() => NamedFolders(hooks));
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var options = hooks.Hooks[i].Options;
            foreach (var (property, items) in new[] { (nameof(options.Files), options.Files), (nameof(options.Exclude), options.Exclude), (nameof(options.Reads), options.Reads), (nameof(options.Writes), options.Writes) })
            {
                for (var item = 0; item < items.Count; item++)
                {
                    if (Instead(hooks.Hooks[i], items, item, folders, hooks) is var (what, instead))
                        yield return new Finding(
                            DiagnosticDescriptors.RootOnlyGlob,
                            [property, hooks.Hooks[i].Name, items[item].Value!, what, instead],
                            new HookPlace(i, items[item].Where))
                        {
                            Suggestion = IsFilled(hooks.Hooks[i], items[item].Value!) ? null : instead,
                        };
                }
            }
        }
    }

    private static (string What, string Instead)? Instead(
        HookSpec hook, EquatableArray<ListItem> items, int index, Lazy<HashSet<string>> folders, HookSet hooks)
    {
        // What a ready-made hook brings along is nobody's to change.
        if (items[index].Value is not { } glob
            || items[index].Where == hook.Identifier
            || (hook.Options.MatrixOf.IsSet && MatrixItem.IsIn(glob))
            || hooks.Globs.Read(glob, out _) is null)
            return null;
        if (IsFolder(glob, folders))
            return ("is a file of that name and not what is in the folder", (Made.Contains(glob) ? "**/" : "") + glob + "/**");

        if (glob.EndsWith("/", StringComparison.Ordinal) && Made.Contains(glob.Substring(0, glob.Length - 1)))
            return ("means the folder in the root folder only", "**/" + glob + "**");

        return glob.IndexOfAny(Wildcards) < 0 || glob.IndexOf('/') >= 0 || glob == "**" || IsMeant(items, glob)
            ? null
            : ("means the root folder only", "**/" + glob);
    }

    // What stands for many items cannot be written by one of them.
    private static bool IsFilled(HookSpec hook, string glob) => hook.Item is { } item && glob.Contains(item);

    // Beside src/**/*.cs somebody knows what *.cs means.
    private static bool IsMeant(EquatableArray<ListItem> items, string glob)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Value?.EndsWith("/" + glob, StringComparison.Ordinal) == true)
                return true;
        }

        return false;
    }

    private static bool IsFolder(string glob, Lazy<HashSet<string>> folders)
    {
        var name = glob.StartsWith("**/", StringComparison.Ordinal) ? glob.Substring(3) : glob;
        return name.IndexOfAny(Wildcards) < 0 && (Folders.Contains(name) || (name.IndexOf('.') < 0 && folders.Value.Contains(glob)));
    }

    // Another glob says that it is one.
    private static HashSet<string> NamedFolders(HookSet hooks)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var options in hooks.Hooks.Select(hook => hook.Options))
        {
            foreach (var item in options.Files.Concat(options.Exclude).Concat(options.Reads).Concat(options.Writes))
            {
                for (var slash = item.Value?.IndexOf('/') ?? -1; slash > 0
                    && item.Value!.IndexOfAny(Wildcards, 0, slash) < 0; slash = item.Value.IndexOf('/', slash + 1))
                    folders.Add(item.Value.Substring(0, slash));
            }
        }

        return folders;
    }
}
