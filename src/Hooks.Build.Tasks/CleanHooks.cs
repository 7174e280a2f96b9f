using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Tasks;

/// <summary>Forgets all that is remembered.</summary>
public sealed class CleanHooks : ReportingTask
{
    /// <summary>The property <c>HooksCacheDirectory</c>.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>The property <c>HooksLogDirectory</c>, absolute.</summary>
    public string LogDirectory { get; set; } = "";

    /// <inheritdoc />
    protected override void Work() => Tell(CacheSettings.Clean(CacheSettings.Directory(CacheDirectory, RepositoryRoot), LogDirectory));
}
