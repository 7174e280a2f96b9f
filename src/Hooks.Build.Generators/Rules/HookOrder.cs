using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>The order of the plan: by file, then by place in it. The same on each machine, whatever order the compiler found the hooks in.</summary>
internal sealed class HookOrder : IComparer<HookSpec>
{
    /// <summary>The only instance.</summary>
    public static HookOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(HookSpec? x, HookSpec? y)
    {
        var files = string.CompareOrdinal(WithSlashes(x), WithSlashes(y));
        if (files != 0)
            return files;

        var attributes = (x?.Attribute.Span.Start ?? 0).CompareTo(y?.Attribute.Span.Start ?? 0);

        // One attribute on several constants of one declaration.
        return attributes != 0 ? attributes : (x?.Identifier.Span.Start ?? 0).CompareTo(y?.Identifier.Span.Start ?? 0);
    }

    private static string? WithSlashes(HookSpec? hook) => hook?.Attribute.FilePath.Replace('\\', '/');
}
