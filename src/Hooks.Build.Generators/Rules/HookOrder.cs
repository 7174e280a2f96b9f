using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>The order of the plan: by file, then by place in it. The same on each machine, whatever order the compiler found the hooks in.</summary>
internal sealed class HookOrder : IComparer<HookSpec>, IComparer<ListenerSpec>
{
    /// <summary>The only instance.</summary>
    public static HookOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(HookSpec? x, HookSpec? y)
    {
        var attributes = Compare(x?.Attribute, y?.Attribute);

        // One attribute on several constants of one declaration.
        return attributes != 0 ? attributes : (x?.Identifier.Span.Start ?? 0).CompareTo(y?.Identifier.Span.Start ?? 0);
    }

    /// <inheritdoc />
    public int Compare(ListenerSpec? x, ListenerSpec? y) => Compare(x?.Attribute, y?.Attribute);

    private static int Compare(SourceSpan? x, SourceSpan? y)
    {
        var files = string.CompareOrdinal(WithSlashes(x), WithSlashes(y));
        return files != 0 ? files : (x?.Span.Start ?? 0).CompareTo(y?.Span.Start ?? 0);
    }

    private static string? WithSlashes(SourceSpan? attribute) => attribute?.FilePath.Replace('\\', '/');
}
