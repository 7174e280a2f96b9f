using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Processes;

/// <summary>Strings in unmanaged memory for one call.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> _blocks = [];

    /// <summary>Adds a string.</summary>
    /// <returns>Where it begins; it ends with a NUL.</returns>
    public byte* Add(string text)
    {
        var memory = (byte*)Allocate(Room(text));
        _ = Put(text, memory, end: 0);
        return memory;
    }

    /// <summary>Adds strings.</summary>
    /// <returns>Where each begins, and a null pointer at the end.</returns>
    public byte** AddList(List<string> texts)
    {
        var room = 0;
        foreach (var text in texts)
        {
            room = checked(room + Room(text));
        }

        var list = AllocateList(texts.Count, room, out var next);
        for (var i = 0; i < texts.Count; i++)
        {
            list[i] = next;
            next = Put(texts[i], next, end: 0);
        }

        return list;
    }

    /// <summary>Adds variables as <c>name=value</c>.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="mark">One beside them, in whose place none of the same name is added; <see langword="null"/> for none.</param>
    public byte** AddVariables(IReadOnlyDictionary<string, string> variables, KeyValuePair<string, string>? mark)
    {
        var room = mark is null ? 0 : Room(mark.Value.Key) + Room(mark.Value.Value);
        foreach (var (name, value) in variables)
        {
            room = checked(room + Room(name) + Room(value));
        }

        var count = 0;
        var list = AllocateList(variables.Count + 1, room, out var next);
        foreach (var (name, value) in variables)
        {
            if (!string.Equals(name, mark?.Key, StringComparison.Ordinal))
            {
                list[count++] = next;
                next = Put(value, Put(name, next, (byte)'='), end: 0);
            }
        }

        if (mark is not null)
        {
            list[count++] = next;
            _ = Put(mark.Value.Value, Put(mark.Value.Key, next, (byte)'='), end: 0);
        }

        list[count] = null;
        return list;
    }

    public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

    private static int Room(string text) => Encoding.UTF8.GetMaxByteCount(text.Length) + 1;

    private static byte* Put(string text, byte* memory, byte end)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ProcessStartException("An argument or variable contains a NUL character, which no process can be given");
        }

        var length = PathText.Encode(text, new Span<byte>(memory, Room(text)));
        memory[length] = end;
        return memory + length + 1;
    }

    private byte** AllocateList(int count, int room, out byte* first)
    {
        var pointers = (count + 1) * sizeof(byte*);
        var list = (byte**)Allocate(checked(pointers + room));
        list[count] = null;
        first = (byte*)list + pointers;
        return list;
    }

    private void* Allocate(int size)
    {
        var memory = NativeMemory.Alloc((nuint)size);
        _blocks.Add((nint)memory);
        return memory;
    }
}
