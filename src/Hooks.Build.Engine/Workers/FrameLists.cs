namespace Hooks.Build.Engine.Workers;

/// <summary>Lists in the messages of engine and workers: how many, then each. One source, compiled into both.</summary>
internal static class FrameLists
{
    public static void WriteTexts(this BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    public static string[] ReadTexts(this BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    public static void WriteProperties(this BinaryWriter writer, IReadOnlyDictionary<string, string> properties)
    {
        writer.Write(properties.Count);
        foreach (var (name, value) in properties)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    public static Dictionary<string, string> ReadProperties(this BinaryReader reader)
    {
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            properties[reader.ReadString()] = reader.ReadString();
        }

        return properties;
    }
}
