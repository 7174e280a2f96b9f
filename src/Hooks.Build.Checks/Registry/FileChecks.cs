using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Registry;

/// <summary>Makes the checks of files.</summary>
public static class FileChecks
{
    /// <summary>Makes a check; <see langword="null"/> for a ready-made hook that is no check of single files.</summary>
    /// <param name="hook">The ready-made hook.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="context">What it may know beside the files.</param>
    /// <exception cref="CheckSetupException">It cannot work here, such as with an allow list that cannot be read.</exception>
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckContext context) =>
        TextChecks.Create(hook, arguments, context) ?? StructuredChecks.Create(hook, arguments, context);
}
