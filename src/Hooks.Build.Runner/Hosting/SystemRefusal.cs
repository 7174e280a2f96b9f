using System.ComponentModel;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Hosting;

/// <summary>What the system refuses where it is out of descriptors, processes or space, in whatever exception .NET has it.</summary>
internal static class SystemRefusal
{
    /// <summary>Whether an exception is one.</summary>
    public static bool Is(Exception e) =>
        e is IOException or UnauthorizedAccessException or Win32Exception || (e is TypeInitializationException { InnerException: { } inner } && Is(inner));

    /// <summary>What it says, and what helps.</summary>
    public static string Words(Exception e) => e switch
    {
        TypeInitializationException { InnerException: { } inner } => Words(inner),
        _ when Remedy.IsLackOfDescriptors(e) => $"{e.Message.TrimEnd('.')}. {Remedy.OfDescriptors}",
        _ => e.Message,
    };
}
