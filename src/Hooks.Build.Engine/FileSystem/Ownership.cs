using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Whose something is.</summary>
internal static class Ownership
{
    /// <summary>Whether it is known to belong to the user of this process.</summary>
    public static bool IsOwn(this FileStatus status) => status.IsDetailed && status.User == Libc.EffectiveUser();
}
