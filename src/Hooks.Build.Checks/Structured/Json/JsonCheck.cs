using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>check-json: JSON can be parsed, and no key stands twice in an object.</summary>
/// <param name="allowComments">Whether comments and trailing commas are accepted.</param>
/// <param name="refusesNaN">Whether NaN and Infinity are refused, as JSON has them not.</param>
internal sealed class JsonCheck(bool allowComments, bool refusesNaN) : FileCheck
{
    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        PooledBytes? converted = null;
        try
        {
            var text = JsonEncoding.ToUtf8(content, out converted);
            if (refusesNaN || !JsonNumbers.MayHaveSpecial(text))
            {
                Read(text, findings);
                return;
            }

            using var plain = JsonNumbers.WithoutSpecial(text, allowComments);
            Read(plain.Written, findings);
        }
        catch (FormatFault fault)
        {
            findings.AddAt(content, fault.Offset, fault.Message);
        }
        finally
        {
            converted?.Dispose();
        }
    }

    private void Read(ReadOnlySpan<byte> text, Findings findings)
    {
        Utf8JsonReader reader = new(text, JsonFaults.Options(allowComments));
        JsonKeys keys = new();
        try
        {
            while (reader.Read())
                keys.Take(text, in reader, findings);
        }
        catch (JsonException e)
        {
            JsonFaults.Add(text, e, in reader, allowComments, findings);
        }
    }
}
