using System.Runtime.Loader;

namespace Hooks.Build.Worker;

/// <summary>
/// Where assemblies are looked for that the host did not find: a project without a deps.json, or one whose deps.json leaves out private packages.
/// </summary>
internal static class AssemblyFolders
{
    public static void ResolveFrom(params string[] folders) =>
        AssemblyLoadContext.Default.Resolving += (context, name) => folders
            .Select(folder => Path.Combine(folder, name.Name + ".dll"))
            .Where(File.Exists)
            .Select(context.LoadFromAssemblyPath)
            .FirstOrDefault();
}
