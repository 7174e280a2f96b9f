namespace Hooks.Build.Checks.Toml;

/// <summary>check-toml: TOML 1.0 can be parsed.</summary>
internal sealed class TomlCheck : FileCheck
{
    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        try
        {
            Utf8Text.Demand(content);
            TomlDocument.Read(content);
        }
        catch (FormatFault fault)
        {
            findings.AddAt(content, fault.Offset, fault.Message);
        }
    }
}
