namespace Hooks.Build.Generators.Parsing;

/// <summary>The vocabulary, known by name only: the generator does not reference the assembly its users compile against.</summary>
internal static class MetadataNames
{
    public const string HookAttribute = "Hooks.Build.HookAttribute";
    public const string OnRunAttribute = "Hooks.Build.OnRunAttribute";
    public const string RunContext = "Hooks.Build.RunContext";
    public const string UseHooksAttribute = "Hooks.Build.UseHooksAttribute";
    public const string OverrideHookAttribute = "Hooks.Build.OverrideHookAttribute";
    public const string AssemblyMetadataAttribute = "System.Reflection.AssemblyMetadataAttribute";
    public const string HookContext = "Hooks.Build.HookContext";
    public const string HookStages = "Hooks.Build.HookStages";
    public const string HookSeverity = "Hooks.Build.HookSeverity";
    public const string HookResult = "Hooks.Build.HookResult";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string HookFile = "Hooks.Build.HookFile";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
}
