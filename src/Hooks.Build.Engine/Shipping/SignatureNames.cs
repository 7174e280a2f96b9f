using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Shipping;

/// <summary>Signatures as texts: as they were, or with every type of Hooks.Build by the name of what replaces it.</summary>
/// <param name="replace">The name of what replaces a type; <see langword="null"/> where nothing does. The flag says whether the signature calls it a
/// value.</param>
internal sealed class SignatureNames(Func<TypeReferenceHandle, bool, string?> replace) : ISignatureTypeProvider<string, object?>
{
    // ELEMENT_TYPE_VALUETYPE of ECMA-335, II.23.1.16.
    private const byte ValueType = 0x11;

    public string GetArrayType(string elementType, ArrayShape shape) =>
        $"{elementType}[{shape.Rank}:{string.Join(',', shape.LowerBounds)}:{string.Join(',', shape.Sizes)}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetFunctionPointerType(MethodSignature<string> signature) => Text(signature) + "*";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

    public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {(isRequired ? "req" : "opt")} {modifier}";

    public string GetPinnedType(string elementType) => elementType + " pinned";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        "def " + System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        replace(handle, rawTypeKind == ValueType) ?? Name(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public static string Text(MethodSignature<string> signature) =>
        $"{signature.Header.RawValue} {signature.GenericParameterCount} {signature.ReturnType}({string.Join(',', signature.ParameterTypes)})";

    private static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Name(reader, (TypeReferenceHandle)type.ResolutionScope) + "+" + name
            : reader.GetString(type.Namespace) + "." + name;
    }
}
