using Hooks.Build.Catalog;
using Hooks.Build.Checks.Structured.Json;
using Hooks.Build.Checks.Structured.Lines;
using Hooks.Build.Checks.Structured.Toml;
using Hooks.Build.Checks.Structured.Xml;
using Hooks.Build.Checks.Structured.Yaml;
using Hooks.Build.Checks.Text.EditorConfig;

namespace Hooks.Build.Checks.Registry;

/// <summary>Makes the checks that read a format.</summary>
internal static class StructuredChecks
{
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckContext context)
    {
        return hook.Id switch
        {
            "check-json" => new JsonCheck(arguments.Has("--allow-comments"), arguments.Has("--no-nan")),
            "pretty-format-json" => new PrettyJsonCheck(PrettyStyle.Of(arguments), arguments.Has("--autofix")),
            "check-toml" => new TomlCheck(),
            "check-xml" => new XmlCheck(),
            "check-yaml" => new YamlCheck(arguments.Has("--allow-multiple-documents"), arguments.Has("--unsafe")),
            "file-contents-sorter" => new LineSorterCheck(arguments.Has("--ignore-case"), arguments.Has("--unique"), new EditorConfigFolders(context)),
            _ => null,
        };
    }
}
