namespace Hooks.Build.Engine.Guarding;

/// <summary>Which paths of a repository only people change.</summary>
internal sealed class ProtectedPaths
{
    /// <summary>What git's own folder is called.</summary>
    public const string Git = "git's own folder";

    private static readonly string[] OfAgents =
    [
        ".claude/settings*.json", ".claude/hooks/**", ".codex/config.toml", ".codex/hooks.json", ".codex/hooks/**", ".github/hooks/**",
        ".github/copilot/settings*.json", ".copilot/config.json",
        ".copilot/settings*.json", ".copilot/hooks/**", ".cursor/hooks.json", ".cursor/hooks/**", ".gemini/settings.json", ".gemini/hooks/**",
    ];

    private readonly List<ProtectedGroup> _groups = [];

    /// <summary>What a hook protects.</summary>
    /// <param name="files">The globs that it names.</param>
    /// <param name="exclude">The globs that it leaves out.</param>
    /// <param name="hasDefaults">Whether it protects what is worth it everywhere.</param>
    /// <param name="project">What the hooks' own projects consist of, by path from the root; a folder ends with <c>/</c>.</param>
    public ProtectedPaths(IReadOnlyList<string> files, IReadOnlyList<string> exclude, bool hasDefaults, IReadOnlyList<string> project)
    {
        if (hasDefaults)
        {
            _groups.Add(new(Git, [], exclude, [".git/"]));
            _groups.Add(OfAgentSettings(exclude));
            _groups.Add(new("what git runs", [], exclude, [".githooks/", ".husky/"]));
            _groups.Add(new("what a person has accepted", ["**/hooks.lock.json", "**/.secrets-allowed"], exclude, []));
        }

        _groups.Add(new("the hooks of this repository", [], exclude, project));
        _groups.Add(new("its hooks say so", files, exclude, []));
    }

    /// <summary>The settings of agents, in a repository or in a home folder.</summary>
    public static ProtectedGroup OfAgentSettings(IReadOnlyList<string> exclude) =>
        new("the settings of coding agents", [.. OfAgents, .. OfAgents.Select(glob => "**/" + glob)], exclude, []);

    /// <summary>
    /// Files, and folders that end with <c>/</c>, by path from the root, in which what is protected lies; what may lie anywhere lies in none.
    /// </summary>
    public IEnumerable<(string What, string Name)> Names => _groups.SelectMany(group => group.Names.Select(name => (group.What, name)));

    /// <inheritdoc cref="ProtectedGroup.Has"/>
    /// <returns>What the path is; <see langword="null"/> where it is not protected.</returns>
    public string? Find(string path, bool removes, Func<string, bool> isThere) => _groups.Find(group => group.Has(path, removes, isThere))?.What;
}
