using System.Reflection;

namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>The constants that hooks are declared by.</summary>
internal static class HookConstants
{
    /// <summary>The classes that have them.</summary>
    public static IReadOnlyList<Type> Classes { get; } = [typeof(StandardHooks), typeof(CSharpHooks), typeof(DotNetHooks)];

    /// <summary>Each constant with the command it stands for, <c>StandardHooks.CheckJson</c> and <c>hooks:check-json</c>.</summary>
    public static IReadOnlyList<(string Name, string Command)> All { get; } =
        [.. Classes.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!)))];
}
