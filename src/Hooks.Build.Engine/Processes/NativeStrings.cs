using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Processes;

/// <summary>Strings in unmanaged memory for one call.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> _blocks = [];

    public byte* Add(string text)
    {
        var memory = (byte*)Allocate(Room(text));
        _ = Put(text, memory, end: 0);
        return memory;
    }

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
    /// <param name="another">One that is not among them, or has this value and not the one there.</param>
    public byte** AddVariables(IReadOnlyDictionary<string, string> variables, KeyValuePair<string, string>? another)
    {
        var room = another is { } marked ? Room(marked.Key) + Room(marked.Value) : 0;
        foreach (var (name, value) in variables)
        {
            room = checked(room + Room(name) + Room(value));
        }

        var count = 0;
        var list = AllocateList(variables.Count + 1, room, out var next);
        foreach (var (name, value) in variables)
        {
            if (another is null || !string.Equals(name, another.Value.Key, StringComparison.Ordinal))
            {
                list[count++] = next;
                next = Put(value, Put(name, next, (byte)'='), end: 0);
            }
        }

        if (another is { } last)
        {
            list[count++] = next;
            _ = Put(last.Value, Put(last.Key, next, (byte)'='), end: 0);
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
