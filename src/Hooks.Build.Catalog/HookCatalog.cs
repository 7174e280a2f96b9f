using Hooks.Build.Graph;

namespace Hooks.Build.Catalog;

/// <summary>All ready-made hooks.</summary>
public static class HookCatalog
{
    /// <summary>All that are about files or the repository, those of the engine first, each group by id.</summary>
    public static IReadOnlyList<StandardHook> All { get; } = [
        .. FileHooks.All.Concat(RepositoryHooks.All).OrderBy(hook => hook.Id, StringComparer.Ordinal), .. CSharpHooks.All];

    /// <summary>Whether a command's first word is meant for a ready-made hook.</summary>
    public static bool IsMeantBy(string program) =>
        program.StartsWith("hooks:", StringComparison.Ordinal)
            || program.StartsWith("csharp:", StringComparison.Ordinal)
            || program.StartsWith(GuardHooks.Tool + ":", StringComparison.Ordinal);

    /// <summary>The hook of a command's first word, <c>hooks:check-json</c>; <see langword="null"/> where there is none.</summary>
    public static StandardHook? Find(string program) =>
        All.FirstOrDefault(hook => hook.Command == program) ?? GuardHooks.All.FirstOrDefault(hook => hook.Command == program);

    /// <summary>The hook of an id, an alias or a command, <c>check-json</c>, <c>csharp:format</c>; <see langword="null"/> where there is none.</summary>
    public static StandardHook? FindById(string id) =>
        All.FirstOrDefault(hook => hook.Id == id || hook.Command == id || hook.Aliases.Contains(id, StringComparer.Ordinal));

    /// <summary>The id that somebody probably meant.</summary>
    public static string? Suggest(string id) => NameSuggestion.Closest(id, All.Select(hook => hook.Id));
}
