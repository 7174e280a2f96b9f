namespace Hooks.Build.Graph.Tests;

internal static class Globs
{
    public static Glob Parse(string pattern) =>
        Glob.TryParse(pattern, out var glob, out var error) ? glob : throw new ArgumentException(error, nameof(pattern));
}
