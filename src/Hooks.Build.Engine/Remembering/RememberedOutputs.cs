namespace Hooks.Build.Engine.Remembering;

internal static class RememberedOutputs
{
    public static IReadOnlyList<RememberedFile> Collect(string root, IReadOnlyList<string> paths) => paths.Count == 0 ? [] : throw new NotSupportedException(root);

    public static bool TryRestore(IResultStore store, IReadOnlyList<RememberedFile> outputs, string root) => outputs.Count == 0 && store is not null && root.Length > 0;
}
