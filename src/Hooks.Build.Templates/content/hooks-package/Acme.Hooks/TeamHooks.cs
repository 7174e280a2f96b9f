using Hooks.Build;

namespace Acme.Hooks;

/// <summary>The hooks of all our repositories. Public ones can be named by nameof.</summary>
public static class TeamHooks
{
    /// <summary>Blanks at the ends of lines.</summary>
    [Hook]
    public const string Whitespace = StandardHooks.TrailingWhitespace;

    /// <summary>JSON that no parser takes.</summary>
    [Hook]
    public const string Json = StandardHooks.CheckJson;

    /// <summary>Tabs in C#.</summary>
    [Hook(Files = ["**/*.cs"], PerFile = true)]
    public static Task NoTabs(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) =>
    {
        if ((await file.ReadTextAsync(cancel)).Contains('\t'))
        {
            hook.Error(file, 1, 1, "TEAM001", "tabs are not wanted");
        }
    });
}
